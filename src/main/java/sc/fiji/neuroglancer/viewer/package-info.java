/**
 * What a Neuroglancer viewer shows, as the viewer itself writes it down, and links that open it.
 *
 * <p>The model wraps the JSON of the state (Neuroglancer, {@code docs/json_schema/viewer_state.yml}): what it does not
 * know is kept, in its order, so that a link can be opened, changed and written again. Everything is immutable.
 */
package sc.fiji.neuroglancer.viewer;
