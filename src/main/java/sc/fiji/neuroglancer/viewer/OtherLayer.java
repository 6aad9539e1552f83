package sc.fiji.neuroglancer.viewer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A layer of any type and any data source that Neuroglancer knows, for instance {@code mesh}, {@code auto}, or a format
 * that this software does not write. All of it is kept unchanged.
 */
public final class OtherLayer extends Layer<OtherLayer> {

    /** The type that lets the viewer look at the data and choose. */
    public static final String AUTO = "auto";

    OtherLayer(final ObjectNode json) {
        super(json);
    }

    /**
     * A layer of a type.
     *
     * @param type for instance {@value #AUTO}
     * @param source any address that Neuroglancer reads, with its format, for instance {@code nifti://https://…}
     */
    public static OtherLayer of(final String type, final String name, final String source) {
        return new OtherLayer(start(type, source, name));
    }

    @Override
    OtherLayer copy(final ObjectNode changed) {
        return new OtherLayer(changed);
    }
}
