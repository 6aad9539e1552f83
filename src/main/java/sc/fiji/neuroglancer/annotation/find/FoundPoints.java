package sc.fiji.neuroglancer.annotation.find;

import java.util.ArrayList;
import java.util.List;
import sc.fiji.neuroglancer.annotation.AnnotationSource;
import sc.fiji.neuroglancer.message.Message;

/**
 * Points that were found in one place.
 *
 * @param place for messages, for instance {@code 12 ROIs of the ROI Manager}
 * @param sources one for each kind of geometry
 * @param notes what was left out or decided: a sentence each
 */
public record FoundPoints(String place, List<AnnotationSource> sources, List<Message> notes) {

    public FoundPoints {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    /** The same with one more note. */
    public FoundPoints withNote(final Message note) {
        final List<Message> all = new ArrayList<>(notes);
        all.add(note);
        return new FoundPoints(place, sources, all);
    }
}
