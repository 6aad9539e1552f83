package sc.fiji.neuroglancer.entry;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.annotation.AnnotationSource;

/** Points that were found in one place. Immutable. */
final class FoundPoints {

    private final String place;
    private final List<AnnotationSource> sources;
    private final List<String> notes;

    /** @param place for people, for instance {@code 12 ROIs of the ROI Manager} */
    FoundPoints(final String place, final List<AnnotationSource> sources, final List<String> notes) {
        this.place = place;
        this.sources = List.copyOf(sources);
        this.notes = List.copyOf(notes);
    }

    FoundPoints withNote(final String note) {
        final List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new FoundPoints(place, sources, all);
    }

    String place() {
        return place;
    }

    List<AnnotationSource> sources() {
        return sources;
    }

    List<String> notes() {
        return notes;
    }
}
