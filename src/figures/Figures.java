import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Prints the figures of the main code beside their bounds: {@code java [-Dlist] src/figures/Figures.java [CHECKOUT]}, where
 * {@code -Dlist} also lists what each figure counts. Exits with 1 when a figure is beyond its bound. Needs only a JDK: it
 * parses the sources and compiles nothing.
 *
 * <ul>
 *   <li>types: classes, interfaces, enums, and records that have a name, nested ones included
 *   <li>biggest package: its top-level types
 *   <li>names used twice: simple names of top-level or nested types that occur more than once
 *   <li>constructors: declared ones, and headers of records
 *   <li>Optional: methods whose declared return type is Optional, OptionalInt, OptionalLong, or OptionalDouble
 *   <li>package cycles: groups of packages that need each other, by imports and qualified names
 *   <li>method: lines from its first modifier to its closing brace
 * </ul>
 */
final class Figures extends TreeScanner<Void, Void> {

    private static final int WIDE = 6;

    private final Map<String, List<String>> names = new TreeMap<>();
    private final Map<String, List<String>> topLevel = new TreeMap<>();
    private final Map<String, Set<String>> needs = new TreeMap<>();
    private final Map<String, Integer> files = new TreeMap<>();
    private final Map<String, Integer> methods = new TreeMap<>();
    private final List<String> constructors = new ArrayList<>();
    private final List<String> optionals = new ArrayList<>();

    private final SourcePositions positions;
    private CompilationUnitTree unit;
    private String home;
    private String type = "";
    private boolean beyond;

    private Figures(final SourcePositions positions) {
        this.positions = positions;
    }

    public static void main(final String[] args) throws IOException {
        final boolean list = !System.getProperty("list", "false").equals("false");
        final Path root = Path.of(args.length == 0 ? "." : args[0]);
        final Figures figures = read(root.resolve("src/main/java"));
        figures.print(list, lines(root.resolve("README.md")));
        System.exit(figures.beyond ? 1 : 0);
    }

    private static Figures read(final Path sources) throws IOException {
        final var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> tree = Files.walk(sources)) {
            final List<Path> paths =
                    tree.filter(p -> p.toString().endsWith(".java")).sorted().toList();
            final Iterable<? extends JavaFileObject> inputs = manager.getJavaFileObjectsFromPaths(paths);
            final List<String> options = List.of("-proc:none");
            final JavacTask task = (JavacTask) compiler.getTask(null, manager, null, options, null, inputs);
            final Figures figures = new Figures(Trees.instance(task).getSourcePositions());
            for (final CompilationUnitTree unit : task.parse()) figures.add(unit);
            return figures;
        }
    }

    private static int lines(final Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private void add(final CompilationUnitTree file) throws IOException {
        unit = file;
        home = file.getPackageName().toString();
        final Path path = Path.of(file.getSourceFile().toUri());
        files.put(home + "/" + path.getFileName(), lines(path));
        needs.computeIfAbsent(home, p -> new TreeSet<>());
        scan(file, null);
    }

    @Override
    public Void visitClass(final ClassTree tree, final Void nothing) {
        final String name = tree.getSimpleName().toString();
        final String outer = type;
        if (!name.isEmpty()) {
            type = outer.isEmpty() ? home + "." + name : outer + "." + name;
            names.computeIfAbsent(name, n -> new ArrayList<>()).add(type);
            if (outer.isEmpty())
                topLevel.computeIfAbsent(home, p -> new ArrayList<>()).add(name);
            if (tree.getKind() == Tree.Kind.RECORD) header(tree);
        }
        super.visitClass(tree, nothing);
        type = outer;
        return null;
    }

    /** The parser makes a field of each component of a record, private, final, and not static. */
    private void header(final ClassTree tree) {
        final long components = tree.getMembers().stream()
                .filter(m -> m instanceof VariableTree v
                        && !v.getModifiers().getFlags().contains(Modifier.STATIC))
                .count();
        if (components > WIDE) constructors.add(type + " (" + components + ")");
    }

    @Override
    public Void visitMethod(final MethodTree tree, final Void nothing) {
        final int parameters = tree.getParameters().size();
        if (tree.getReturnType() == null && parameters > WIDE) constructors.add(type + " (" + parameters + ")");
        if (String.valueOf(tree.getReturnType()).matches("(java\\.util\\.)?Optional(Int|Long|Double)?(<.*>)?"))
            optionals.add(type + "." + tree.getName());
        if (tree.getBody() != null) methods.merge(type + "." + tree.getName(), length(tree), Math::max);
        return super.visitMethod(tree, nothing);
    }

    private int length(final MethodTree tree) {
        final LineMap map = unit.getLineMap();
        final long first = map.getLineNumber(positions.getStartPosition(unit, tree));
        return (int) (map.getLineNumber(positions.getEndPosition(unit, tree)) - first + 1);
    }

    @Override
    public Void visitMemberSelect(final MemberSelectTree tree, final Void nothing) {
        needs.get(home).add(tree.toString());
        return super.visitMemberSelect(tree, nothing);
    }

    private void print(final boolean list, final int readme) {
        final int total = files.values().stream().mapToInt(Integer::intValue).sum();
        final List<String> types =
                names.values().stream().flatMap(List::stream).sorted().toList();
        final String biggest = longest(sizes());
        line("main lines", total, 35_107);
        line("types", types.size(), Double.NaN);
        line("types per 1,000 lines", 1000.0 * types.size() / total, 10.99);
        line("biggest package, " + biggest, topLevel.get(biggest).size(), 28);
        if (list) show(sizes().entrySet(), e -> e.getKey() + " " + e.getValue());
        final var twice = names.values().stream().filter(n -> n.size() > 1).toList();
        line("simple names used twice or more", twice.size(), 5);
        if (list) show(twice, t -> String.join("  ", t));
        line("constructors with more than 6 parameters", constructors.size(), 2);
        if (list) show(constructors, c -> c);
        line("methods that return Optional", optionals.size(), 79);
        if (list) show(optionals, o -> o);
        final var cycles = cycles();
        line("package cycles", cycles.size(), 0);
        if (list) show(cycles, c -> String.join(" ", c));
        line("longest method, " + longest(methods), methods.get(longest(methods)), 39);
        line("longest file, " + longest(files), files.get(longest(files)), 413);
        line("README lines", readme, 130);
    }

    private Map<String, Integer> sizes() {
        return topLevel.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().size(), (a, b) -> a, TreeMap::new));
    }

    private static String longest(final Map<String, Integer> lengths) {
        return lengths.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private void line(final String what, final double figure, final double bound) {
        final boolean over = figure > bound;
        beyond |= over;
        final String limit = Double.isNaN(bound) ? "" : (over ? "over " : "at most ") + number(bound);
        System.out.printf(Locale.ROOT, "%-70s %9s   %s%n", what, number(figure), limit);
    }

    private static String number(final double figure) {
        return String.format(Locale.ROOT, figure == Math.rint(figure) ? "%,.0f" : "%.2f", figure);
    }

    private static <T> void show(final Collection<T> what, final Function<T, String> text) {
        for (final T one : what) System.out.println("    " + text.apply(one));
    }

    /** Packages that reach each other, in groups. */
    private List<Set<String>> cycles() {
        final Map<String, Set<String>> reached = new TreeMap<>();
        for (final String from : needs.keySet()) reach(from, reached.computeIfAbsent(from, f -> new TreeSet<>()));
        return needs.keySet().stream()
                .filter(p -> reached.get(p).contains(p))
                .map(p -> reached.get(p).stream()
                        .filter(q -> reached.get(q).contains(p))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .distinct()
                .collect(Collectors.toList());
    }

    private void reach(final String from, final Set<String> seen) {
        for (final String name : needs.get(from)) {
            final String to = packageOf(name);
            if (!to.isEmpty() && !to.equals(from) && seen.add(to)) reach(to, seen);
        }
    }

    /** The project's package in which a qualified name lies, or empty. */
    private String packageOf(final String name) {
        return needs.keySet().stream()
                .filter(p -> name.startsWith(p + "."))
                .filter(p -> Character.isUpperCase(name.charAt(p.length() + 1)))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
