/** Reading through the web with the JDK's client. */
package sc.fiji.neuroglancer.http;
