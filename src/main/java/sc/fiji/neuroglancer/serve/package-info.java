/**
 * A web server for this computer alone: datasets and the bundled viewer on one origin, so that a browser shows an
 * export with nothing installed and no network.
 *
 * <p>The viewer needs CORS, HEAD and byte ranges. {@code python3 -m http.server} has neither CORS nor ranges, so the
 * viewer finds no data behind it.
 */
package sc.fiji.neuroglancer.serve;
