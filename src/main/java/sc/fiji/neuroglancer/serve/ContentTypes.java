package sc.fiji.neuroglancer.serve;

import java.util.Locale;
import java.util.Map;
import sc.fiji.neuroglancer.store.MetadataFiles;

/** What a file is, by its name. */
final class ContentTypes {

    private static final String JSON = "application/json";

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("json", JSON),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("ico", "image/x-icon"));

    private ContentTypes() {}

    /** @param name of a file, without its folder */
    static String of(final String name) {
        if (MetadataFiles.isOne(name)) return JSON;
        final int dot = name.lastIndexOf('.');
        final String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, "application/octet-stream");
    }
}
