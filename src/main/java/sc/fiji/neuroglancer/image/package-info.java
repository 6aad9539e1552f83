/** Where pixels come from: one plane at a time, with the meaning of its axes. */
package sc.fiji.neuroglancer.image;
