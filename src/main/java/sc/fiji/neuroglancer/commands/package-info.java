/** SciJava commands: fields become values of keys, one job is run, its result is told. */
package sc.fiji.neuroglancer.commands;
