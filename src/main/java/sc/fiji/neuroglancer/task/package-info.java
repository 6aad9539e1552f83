/** Progress, cancellation, bounded worker pools, and the exception for unusable input. */
package sc.fiji.neuroglancer.task;
