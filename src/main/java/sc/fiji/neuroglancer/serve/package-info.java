/**
 * A web server for this computer only: datasets and the bundled viewer on one origin, so that a browser shows an
 * export without installation or network.
 *
 * <p>The viewer needs CORS, HEAD, and byte ranges. {@code python3 -m http.server} supports neither CORS nor ranges, so
 * the viewer finds no data there.
 */
package sc.fiji.neuroglancer.serve;
