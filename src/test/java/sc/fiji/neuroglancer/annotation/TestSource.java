package sc.fiji.neuroglancer.annotation;

import java.io.IOException;
import java.util.List;

/** Annotations that are at hand. */
public final class TestSource implements AnnotationSource {

    private final AnnotationSchema schema;
    private final List<Annotation> annotations;

    private TestSource(final AnnotationSchema schema, final List<Annotation> annotations) {
        this.schema = schema;
        this.annotations = annotations;
    }

    public static TestSource of(final AnnotationSchema schema, final List<Annotation> annotations) {
        return new TestSource(schema, annotations);
    }

    /** Points without properties. */
    public static TestSource points(final AnnotationSpace space, final double[]... positions) {
        final AnnotationSchema schema = AnnotationSchema.of(GeometryKind.POINT, space);
        final Annotation[] all = new Annotation[positions.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Annotation(schema);
            for (int d = 0; d < positions[i].length; d++) all[i].geometry(d, positions[i][d]);
        }
        return of(schema, List.of(all));
    }

    @Override
    public AnnotationSchema schema() {
        return schema;
    }

    @Override
    public long estimate() {
        return annotations.size();
    }

    @Override
    public void forEach(final Sink sink) throws IOException {
        for (final Annotation a : annotations) sink.accept(a);
    }
}
