/** Progress, cancellation, bounded worker pools and the exception with a message for the user. */
package sc.fiji.neuroglancer.task;
