package sc.fiji.neuroglancer.link;

import java.nio.file.Path;
import java.util.List;
import sc.fiji.neuroglancer.message.Message;
import sc.fiji.neuroglancer.viewer.ViewerState;

/**
 * A link and what belongs to it.
 *
 * @param url the link
 * @param state the state it shows
 * @param dataset folder of the first dataset; null unless it is on this computer
 * @param upload the state's file, which must be uploaded with the data; null when there is nothing to upload
 * @param audience who can use the link
 * @param warnings what the user should know: a sentence each
 */
public record LinkResult(
        String url, ViewerState state, Path dataset, Path upload, Audience audience, List<Message> warnings) {

    /**
     * Who can use a link.
     *
     * @param served whether this computer serves the data, so that the link works only here
     * @param sentence who can use it and what they need
     */
    record Audience(boolean served, Message sentence) {}

    /** Copies the warnings. */
    public LinkResult {
        warnings = List.copyOf(warnings);
    }

    /** Whether this computer serves data of the link, so that it works only here. */
    public boolean isServed() {
        return audience.served();
    }

    /** Who can use the link, and what they need: a sentence for the user. */
    public Message reach() {
        return upload == null ? audience.sentence() : audience.sentence().then("Upload {} with the data.", upload);
    }
}
