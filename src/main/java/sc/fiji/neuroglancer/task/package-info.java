/** Progress, cancel, bounded worker pools and the exception whose message is meant for the user. */
package sc.fiji.neuroglancer.task;
