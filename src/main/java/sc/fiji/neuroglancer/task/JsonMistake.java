package sc.fiji.neuroglancer.task;

/** What Jackson says of a text that is no JSON, for people. */
public final class JsonMistake {

    private JsonMistake() {}

    /**
     * The message without what only programmers know.
     *
     * @param message of a {@code JsonProcessingException}
     */
    public static String plain(final String message) {
        return message.replaceAll("\\[Source: [^;\\]]*; (line: \\d+), (column: \\d+)\\]", "$1, $2")
                .replaceAll("\\s+", " ");
    }
}
