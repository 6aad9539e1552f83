/** HTTP with the JDK's client: retries, rate limits, shared logins, and anonymous reads. */
package sc.fiji.neuroglancer.http;
