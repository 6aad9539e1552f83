package sc.fiji.neuroglancer.grid;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The units that OME-NGFF 0.4 and 0.5 list and Neuroglancer reads, and how to find them from the properties of an image
 * in Fiji.
 *
 * <p>Symbols keep their case (mm is a millimeter, Mm a megameter), words do not ({@code Microns}). The decameter and
 * the decasecond are not in the NGFF list, so {@code dam} and {@code dekameter} are unknown here.
 */
public final class Units {

    private static final char MICRO_SIGN = '\u00b5';
    private static final char GREEK_MU = '\u03bc';
    private static final String ANGSTROM_SIGN = "\u00c5";

    /** Texts that mean that the image has no unit. */
    private static final Set<String> NONE = Set.of(
            "", "-", "pixel", "pixels", "px", "voxel", "voxels", "vx", "unit", "units", "none", "frame", "frames",
            "slice", "slices");

    private static final Map<String, Unit> NAMES = new LinkedHashMap<>();
    private static final Table SPACE = new Table(Unit.Quantity.SPACE);
    private static final Table TIME = new Table(Unit.Quantity.TIME);

    static {
        SPACE.addMetric("meter", "m");
        SPACE.add("angstrom", "1e-10", "A", ANGSTROM_SIGN)
                .words("angstroms", "\u00e5ngstr\u00f6m", "\u00e5ngstr\u00f6ms");
        SPACE.add("inch", "0.0254", "\"", "\u2033", "\u201d", "''").words("in", "inches");
        SPACE.add("foot", "0.3048", "'", "\u2032").words("ft", "feet");
        SPACE.add("yard", "0.9144").words("yd", "yds", "yards");
        SPACE.add("mile", "1609.344").words("mi", "miles");
        // 648000 / pi astronomical units of 149597870700 m (IAU 2015 resolution B2): irrational, so rounded.
        SPACE.add("parsec", "30856775814913672.789", "pc").words("parsecs");
        SPACE.find("micrometer").words("micron", "microns", "microm").symbols(String.valueOf(MICRO_SIGN));

        TIME.addMetric("second", "s");
        TIME.add("minute", "60").words("min", "mins", "minutes");
        TIME.add("hour", "3600", "h").words("hr", "hrs", "hours");
        TIME.add("day", "86400", "d").words("days");
        TIME.find("second").words("sec", "secs");
        TIME.find("millisecond").symbols("msec", "msecs");
        TIME.find("microsecond").symbols("usec", "usecs", MICRO_SIGN + "sec", MICRO_SIGN + "secs");
        TIME.find("nanosecond").symbols("nsec", "nsecs");
        TIME.find("picosecond").symbols("psec", "psecs");
        TIME.find("femtosecond").symbols("fsec", "fsecs");
    }

    private Units() {}

    /** All units, those of space first. */
    public static List<Unit> all() {
        return List.copyOf(NAMES.values());
    }

    /** The unit with exactly this name in the metadata, for instance {@code micrometer}, or {@link Unit#NONE}. */
    public static Unit byName(final String name) {
        return NAMES.getOrDefault(name, Unit.NONE);
    }

    /**
     * The unit of length that a text in an image's properties means.
     *
     * @param text as Fiji delivers it; may be null
     * @return the unit, or {@link Unit#NONE} when the text means no unit ({@link #isNone}) or is not known
     */
    public static Unit space(final String text) {
        return SPACE.lookUp(text);
    }

    /**
     * The unit of time that a text in an image's properties means.
     *
     * @param text as Fiji delivers it; may be null
     * @return the unit, or {@link Unit#NONE} when the text means no unit ({@link #isNone}) or is not known
     */
    public static Unit time(final String text) {
        return TIME.lookUp(text);
    }

    /** Whether a text means that the image has no unit: null, empty, pixels, and so on. */
    public static boolean isNone(final String text) {
        return text == null || NONE.contains(word(text.strip()));
    }

    private static String word(final String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** One spelling for characters that look the same: micro sign and Greek mu, angstrom sign and A with a ring. */
    private static String normalize(final String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC).replace(GREEK_MU, MICRO_SIGN);
    }

    /** The units of one kind with their spellings. */
    private static final class Table {
        private final Unit.Quantity kind;
        private final Map<String, Unit> symbols = new HashMap<>();
        private final Map<String, Unit> words = new HashMap<>();

        Table(final Unit.Quantity kind) {
            this.kind = kind;
        }

        void addMetric(final String base, final String symbol) {
            for (final Prefix prefix : Prefix.ALL) {
                final Spellings unit = add(prefix.name + base, "1e" + prefix.exponent, prefix.symbol + symbol);
                unit.words(prefix.name + base + "s");
                if (base.equals("meter")) unit.words(prefix.name + "metre", prefix.name + "metres");
                if (prefix.name.equals("micro")) unit.symbols(MICRO_SIGN + symbol);
            }
        }

        Spellings add(final String name, final String inBase, final String... symbols) {
            NAMES.put(name, new Unit(name, kind, new BigDecimal(inBase)));
            return find(name).words(name).symbols(symbols);
        }

        Spellings find(final String name) {
            return new Spellings(this, NAMES.get(name));
        }

        Unit lookUp(final String text) {
            if (isNone(text)) return Unit.NONE;
            final String clean = normalize(text);
            final Unit bySymbol = symbols.get(clean);
            if (bySymbol != null) return bySymbol;
            // "micro m" and "nano-meter" occur in files of some microscopes.
            return words.getOrDefault(word(clean).replaceAll("[\\s-]", ""), Unit.NONE);
        }
    }

    /** Adds spellings of one unit to a table. */
    private record Spellings(Table table, Unit unit) {

        Spellings words(final String... spellings) {
            for (final String spelling : spellings) table.words.put(spelling, unit);
            return this;
        }

        Spellings symbols(final String... spellings) {
            for (final String spelling : spellings) table.symbols.put(spelling, unit);
            return this;
        }
    }

    /** A decimal prefix of the SI, those that NGFF lists. */
    private record Prefix(String name, String symbol, int exponent) {
        static final List<Prefix> ALL =
                parse("yocto y -24, zepto z -21, atto a -18, femto f -15, pico p -12, nano n -9,micro u -6, milli m"
                        + " -3, centi c -2, deci d -1, hecto h 2, kilo k 3, mega M 6, giga G 9, tera T 12,peta P 15, exa E"
                        + " 18, zetta Z 21, yotta Y 24");

        private static List<Prefix> parse(final String table) {
            final List<Prefix> prefixes = new ArrayList<>();
            prefixes.add(new Prefix("", "", 0));
            for (final String row : table.split(",")) {
                final String[] cells = row.strip().split(" ");
                prefixes.add(new Prefix(cells[0], cells[1], Integer.parseInt(cells[2])));
            }
            return prefixes;
        }
    }
}
