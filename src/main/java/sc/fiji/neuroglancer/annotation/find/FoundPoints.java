package sc.fiji.neuroglancer.annotation.find;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.annotation.AnnotationSource;

/** Points that were found in one place. Immutable. */
public final class FoundPoints {

    private final String place;
    private final List<AnnotationSource> sources;
    private final List<String> notes;

    /** @param place for people, for instance {@code 12 ROIs of the ROI Manager} */
    public FoundPoints(final String place, final List<AnnotationSource> sources, final List<String> notes) {
        this.place = place;
        this.sources = List.copyOf(sources);
        this.notes = List.copyOf(notes);
    }

    /** The same with one more note. */
    public FoundPoints withNote(final String note) {
        final List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new FoundPoints(place, sources, all);
    }

    public String place() {
        return place;
    }

    public List<AnnotationSource> sources() {
        return sources;
    }

    public List<String> notes() {
        return notes;
    }
}
