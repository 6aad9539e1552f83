/** The jobs: what commands, macros and the shell run. Each has options that are checked when built, and a result. */
package sc.fiji.neuroglancer.export;
