package sc.fiji.neuroglancer.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sc.fiji.neuroglancer.command.EditSettings;
import sc.fiji.neuroglancer.command.Key;
import sc.fiji.neuroglancer.command.ShareImage;

/** Puts sentences that are made for dialogs and macros into the words of a shell: {@code --key value}. */
final class ShellWords {

    private static final String SETTINGS = EditSettings.LABEL.replace("...", "");
    private static final Pattern MEMORY = Pattern.compile("needs about (\\d+) MiB of memory and only (\\d+) MiB are"
            + " free\\. Close other images, raise the memory in Edit > Options > Memory & Threads,");
    private static final Pattern UNKNOWN = Pattern.compile("^'(\\S+)' is not known here: use (.*)\\.$");
    private static final int XMX_STEP = 64;

    private final List<Pattern> patterns = new ArrayList<>();
    private final List<String> replacements = new ArrayList<>();
    private final long heapMiB;

    /**
     * @param keys that sentences may name, of any command
     * @param own those of the command that runs
     * @param heapMiB the heap of this program in MiB
     */
    ShellWords(final Collection<Key> keys, final Collection<Key> own, final long heapMiB) {
        this.heapMiB = heapMiB;
        final String all = names(keys);
        final String flags =
                names(keys.stream().filter(key -> key.kind() == Key.Kind.FLAG).collect(Collectors.toList()));
        add("\\b(" + flags + ")=true\\b", "--$1");
        add("(?<![-\\w?&/])(" + all + ")=(?=[A-Z\\d\\[<])\\[?([^\\]\\s.,;:]+)\\]?", "--$1 $2");
        add("\\b[Ss]et (" + all + ") to (\\w+)([^.]*), or to (?=[A-Z])", "give --$1 $2$3, or --$1 ");
        add("\\b[Ss]et (" + all + ") to (?=[A-Z\\d])", "give --$1 ");
        add("\\b(" + all + ") set to (?=[A-Z\\d])", "--$1 ");
        add("\\bset (" + all + "),", "give --$1,");
        add("\\b([Cc]hoose|give) (" + all + ") (?=[A-Z\\d]|larger )", "$1 --$2 ");
        add("^(" + all + ") (?='|is -?\\d|needs )", "--$1 ");
        add("\\bleave (" + all + ") off", "leave --$1 off");
        add("\\bas (account)\\b", "as --$1");
        add("\\ban account whose\\b", "an --account whose");
        add(Pattern.quote(ShareImage.LABEL) + " takes", "share takes");
        add("make (it|them again) with " + SETTINGS + "\\b", "make $1 with the command settings");
        add("\\bprofile (made with|of) " + SETTINGS + "\\b", "profile $1 the command settings");
        add("check the address in " + SETTINGS + "\\.\\.\\.,", "check the address,");
        addOwn(own);
    }

    private void addOwn(final Collection<Key> own) {
        final List<String> names = own.stream().map(Key::name).collect(Collectors.toList());
        if (names.contains("columns"))
            add("(Give the one that holds (\\w) the name \\2)\\.", "$1, or name the columns by --columns x,y,z,t.");
        if (!names.contains("voxel")) return;
        add("Set (?!it)(\\w+) in Image > Properties\\.\\.\\.", "Give --unit $1");
        add("([Vv]oxel.*) Set it in Image > Properties\\.\\.\\.", "$1 Give --voxel");
    }

    private static String names(final Collection<Key> keys) {
        return keys.stream().map(key -> Pattern.quote(key.name())).distinct().collect(Collectors.joining("|"));
    }

    private void add(final String pattern, final String replacement) {
        patterns.add(Pattern.compile(pattern));
        replacements.add(replacement);
    }

    /** The sentence as a shell says it. */
    String of(final String sentence) {
        String text = memory(sentence);
        final Matcher unknown = UNKNOWN.matcher(text);
        if (unknown.matches())
            text = "--" + unknown.group(1) + " is not known here: use --"
                    + unknown.group(2).replace(", ", ", --") + ".";
        for (int i = 0; i < patterns.size(); i++)
            text = patterns.get(i).matcher(text).replaceAll(replacements.get(i));
        return text;
    }

    /** What is in use now will be in use then. */
    private String memory(final String sentence) {
        final Matcher m = MEMORY.matcher(sentence);
        if (!m.find()) return sentence;
        final long used = heapMiB - Long.parseLong(m.group(2));
        final long enough = (Long.parseLong(m.group(1)) + used) * 17 / 16 / XMX_STEP * XMX_STEP + XMX_STEP;
        return sentence.replace(
                "Close other images, raise the memory in Edit > Options > Memory & Threads,",
                String.format(Locale.ROOT, "Start java with -Xmx%dm,", enough));
    }
}
