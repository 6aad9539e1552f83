package sc.fiji.neuroglancer.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What to tell the user: a template with a slot for each {@code {}}. Who shows it chooses the {@link Voice}. Immutable.
 *
 * @param template with as many {@code {}} as slots
 * @param slots in the order of the template
 */
public record Message(String template, List<Slot> slots) implements Slot {

    private static final long serialVersionUID = 1L;

    private static final String HOLE = "{}";

    /** @throws IllegalArgumentException unless there is one slot for each {@code {}} */
    public Message {
        slots = List.copyOf(slots);
        final int holes = holes(template);
        if (holes != slots.size())
            throw new IllegalArgumentException(slots.size() + " slots for " + holes + " {} in: " + template);
    }

    /**
     * A message.
     *
     * @param slots each a {@link Slot}, a {@link UserFacing} failure, a collection of these, which is joined by commas,
     *     or any other value; the text of values is shortened and made safe to show
     * @throws IllegalArgumentException unless there is one slot for each {@code {}}
     */
    public static Message of(final String template, final Object... slots) {
        return new Message(template, Arrays.stream(slots).map(Message::slot).toList());
    }

    /** The program's own words, the same in every voice; braces stand for themselves. */
    public static Message text(final String words) {
        return new Message(HOLE, List.of(Fragment.words(words)));
    }

    /** What a failure says, of any kind. */
    public static Message of(final Throwable failure) {
        return failure instanceof UserFacing told ? told.message() : new Message(HOLE, List.of(slot(failure)));
    }

    /** This message, then another one after a space. */
    public Message then(final Message next) {
        return new Message("{} {}", List.of(this, next));
    }

    /** This message, then another one after a space; see {@link #of(String, Object...)}. */
    public Message then(final String nextTemplate, final Object... nextSlots) {
        return then(of(nextTemplate, nextSlots));
    }

    /** The messages one after the other, with the separator between them. */
    public static Message join(final String separator, final Collection<? extends Slot> messages) {
        return new Message(
                String.join(separator, Collections.nCopies(messages.size(), HOLE)), new ArrayList<>(messages));
    }

    private static Slot slot(final Object value) {
        if (value instanceof Slot slot) return slot;
        if (value instanceof UserFacing told) return told.message();
        if (value instanceof Collection<?> values)
            return join(", ", values.stream().map(Message::slot).toList());
        return Fragment.value(value);
    }

    private static int holes(final String template) {
        int holes = 0;
        for (int at = template.indexOf(HOLE); at >= 0; at = template.indexOf(HOLE, at + HOLE.length())) holes++;
        return holes;
    }

    /** The text as the voice says it. */
    @Override
    public String in(final Voice voice) {
        return write(voice, true);
    }

    /** @param beginsSentence whether an instruction at the beginning gets a capital letter */
    String write(final Voice voice, final boolean beginsSentence) {
        final StringBuilder out = new StringBuilder();
        write(out, voice, beginsSentence);
        return out.toString();
    }

    private void write(final StringBuilder out, final Voice voice, final boolean beginsSentence) {
        int from = 0;
        for (final Slot slot : slots) {
            final int hole = template.indexOf(HOLE, from);
            out.append(template, from, hole);
            from = hole + HOLE.length();
            if (slot instanceof Message message) message.write(out, voice, beginsSentence);
            else if (((Fragment) slot).instruction() && beginsSentence(out, beginsSentence))
                out.append(Fragment.label(slot.in(voice)));
            else out.append(slot.in(voice));
        }
        out.append(template, from, template.length());
    }

    private static boolean beginsSentence(final CharSequence before, final boolean asFirst) {
        final int end = before.length();
        if (end == 0) return asFirst;
        return end > 1 && Character.isWhitespace(before.charAt(end - 1)) && ".!?".indexOf(before.charAt(end - 2)) >= 0;
    }

    /** The text as a macro says it. */
    @Override
    public String toString() {
        return in(Voice.MACRO);
    }
}
