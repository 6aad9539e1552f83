package sc.fiji.neuroglancer.annotation;

import java.io.IOException;

/** A collection of annotations that can be read from front to end. */
public interface AnnotationSource {

    /** Takes annotations. */
    @FunctionalInterface
    interface Sink {
        /** @param annotation valid during the call only */
        void accept(Annotation annotation) throws IOException;
    }

    /** What all annotations have in common; the same object at every call. */
    AnnotationSchema schema();

    /** Approximate number of annotations, for the progress; 0 when unknown. */
    long estimate();

    /** Passes on every annotation, in the order of their ids. Called once. */
    void forEach(Sink sink) throws IOException;

    /**
     * Where an annotation comes from, for messages, for instance {@code line 17}.
     *
     * @param number in the order of {@link #forEach}, from 1
     */
    default String whereIs(final long number) throws IOException {
        return "record " + number;
    }
}
