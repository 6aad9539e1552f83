package sc.fiji.neuroglancer.task;

/** Jackson's messages about invalid JSON, in plain words. */
public final class JsonMistake {

    private JsonMistake() {}

    /**
     * Removes Jackson's internal details.
     *
     * @param message of a {@code JsonProcessingException}
     */
    public static String plain(final String message) {
        return message.replaceAll("\\[Source: [^;\\]]*; (line: \\d+), (column: \\d+)\\]", "$1, $2")
                .replaceAll("\\s+", " ");
    }
}
