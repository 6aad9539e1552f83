/** Sources of pixels: one plane at a time, with the meaning of its axes. */
package sc.fiji.neuroglancer.image;
