package sc.fiji.neuroglancer.message;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds the messages in source code. Parses it only: types are known by the names that the code uses for them. */
final class MessageSources {

    private static final Set<String> FAILURES =
            Set.of("InputException", "StoreException", "HttpFailure", "UsageException");
    private static final Set<String> FINDINGS = Set.of("error", "warning", "note");
    private static final int LONGEST = 48;
    private static final String COMPOSED = "(composed) ";
    private static final String LOOSE = "(text) ";
    private static final Pattern SENTENCE = Pattern.compile("(?s)[A-Z<].* .*[.:]");
    private static final Set<String> NAME_KEYS = Set.of("key", "set", "given", "turnOn", "turnOff", "leave");
    private static final Set<String> MAKE_KEYS = Set.of("text", "folder", "file", "choice", "flag", "number");
    /** These pass on what they are given. */
    private static final Set<String> CARRIERS = Set.of("InputException", "StoreException", "HttpFailure");

    /** The value of constants, by class and name. */
    private final Map<String, ExpressionTree> constants = new HashMap<>();

    private final Map<String, List<String>> byFile = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    /** The words of the keys of all commands. */
    private final Set<String> keys = new TreeSet<>();
    /** The words of the keys that messages name. */
    private final Set<String> named = new TreeSet<>();

    private MessageSources() {}

    /** Reads all Java files of a folder. */
    static MessageSources read(final Path folder) throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final MessageSources sources = new MessageSources();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            final JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            final List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            for (final CompilationUnitTree unit : units) unit.accept(sources.new Constants(), "");
            for (final CompilationUnitTree unit : units) unit.accept(sources.new Finder(), "");
        }
        return sources;
    }

    /** The messages in the order of the code, by the name of the outermost class. */
    Map<String, List<String>> byFile() {
        return byFile;
    }

    /** Templates whose slots are too many or too few. */
    List<String> faults() {
        return faults;
    }

    /** Keys that messages name but no command has. */
    Set<String> unknownKeys() {
        final Set<String> unknown = new TreeSet<>(named);
        unknown.removeAll(keys);
        return unknown;
    }

    /** The text of a constant expression; null for others. */
    private String constant(final Tree tree, final String type) {
        if (tree instanceof LiteralTree literal)
            return literal.getValue() == null ? null : literal.getValue().toString();
        if (tree instanceof ParenthesizedTree inner) return constant(inner.getExpression(), type);
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            final String left = constant(sum.getLeftOperand(), type);
            final String right = left == null ? null : constant(sum.getRightOperand(), type);
            return right == null ? null : left + right;
        }
        if (tree instanceof IdentifierTree name)
            return named(type, name.getName().toString());
        if (tree instanceof MemberSelectTree member && member.getExpression() instanceof IdentifierTree owner)
            return named(owner.getName().toString(), member.getIdentifier().toString());
        return null;
    }

    private String named(final String type, final String name) {
        final ExpressionTree value = constants.get(type + "." + name);
        return value == null ? null : constant(value, type);
    }

    /** The text of a sum, with what is not constant in angle brackets. */
    private String composed(final Tree tree, final String type) {
        final String constant = constant(tree, type);
        if (constant != null) return constant;
        if (tree instanceof ParenthesizedTree inner)
            return inner.toString().contains("\"")
                    ? composed(inner.getExpression(), type)
                    : source(inner.getExpression());
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS)
            return composed(sum.getLeftOperand(), type) + composed(sum.getRightOperand(), type);
        return source(tree);
    }

    /** The code in angle brackets. */
    private static String source(final Tree tree) {
        final String code = tree.toString().replaceAll("\\s+", " ").replaceAll("\" \\+ \"", "");
        return "<" + (code.length() > LONGEST ? code.substring(0, LONGEST - 3) + "..." : code) + ">";
    }

    private static boolean isCall(final Tree tree, final String owner, final String method) {
        return tree instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree member
                && member.getIdentifier().contentEquals(method)
                && isNamed(member.getExpression(), owner);
    }

    private static String method(final MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree member
                ? member.getIdentifier().toString()
                : call.getMethodSelect().toString();
    }

    private static boolean isNamed(final Tree tree, final String name) {
        return tree instanceof IdentifierTree identifier && identifier.getName().contentEquals(name);
    }

    /** The name of a type without its package or outer type. */
    private static String simple(final Tree name) {
        final String text = name.toString();
        return text.substring(text.lastIndexOf('.') + 1);
    }

    private final class Constants extends TreeScanner<Void, String> {

        @Override
        public Void visitClass(final ClassTree tree, final String outer) {
            return super.visitClass(tree, tree.getSimpleName().toString());
        }

        @Override
        public Void visitVariable(final VariableTree tree, final String type) {
            final Set<Modifier> modifiers = tree.getModifiers().getFlags();
            if (modifiers.contains(Modifier.STATIC) && tree.getInitializer() != null)
                constants.put(type + "." + tree.getName(), tree.getInitializer());
            return super.visitVariable(tree, type);
        }
    }

    private final class Finder extends TreeScanner<Void, String> {

        private final Set<Tree> told = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<Tree> nested = Collections.newSetFromMap(new IdentityHashMap<>());
        private String file = "";

        @Override
        public Void visitClass(final ClassTree tree, final String outer) {
            if (outer.isEmpty()) file = tree.getSimpleName().toString();
            if (CARRIERS.contains(file)) return null;
            final boolean named = !tree.getSimpleName().isEmpty();
            return super.visitClass(tree, named ? tree.getSimpleName().toString() : outer);
        }

        @Override
        public Void visitNewClass(final NewClassTree tree, final String type) {
            final List<? extends ExpressionTree> arguments = tree.getArguments();
            if (FAILURES.contains(simple(tree.getIdentifier())) && !arguments.isEmpty()) {
                failure(tree, type);
                told.addAll(arguments.subList(0, Math.min(2, arguments.size())));
            }
            return super.visitNewClass(tree, type);
        }

        private void failure(final NewClassTree tree, final String type) {
            final List<? extends ExpressionTree> arguments = tree.getArguments();
            final String first = constant(arguments.get(0), type);
            final boolean takesSlots = !Set.of("StoreException", "HttpFailure").contains(simple(tree.getIdentifier()));
            final String second = takesSlots && arguments.size() > 1 ? constant(arguments.get(1), type) : null;
            if (first != null && takesSlots && first.contains("{}"))
                template(first, arguments.subList(1, arguments.size()), type);
            else if (first != null && takesSlots && arguments.size() > 2)
                template(first, arguments.subList(1, arguments.size()), type);
            else if (first != null) add(first);
            else if (second != null) template(second, arguments.subList(2, arguments.size()), type);
            else if (!isMessage(arguments.get(0))) add(COMPOSED + composed(arguments.get(0), type));
        }

        /** Whether it is listed for itself. */
        private boolean isMessage(final Tree tree) {
            return tree instanceof MethodInvocationTree call
                    && (isCall(tree, "Message", "of")
                            || call.getMethodSelect() instanceof MemberSelectTree member
                                    && (member.getIdentifier().contentEquals("then")
                                            || member.getIdentifier().contentEquals("message")));
        }

        @Override
        public Void visitMethodInvocation(final MethodInvocationTree tree, final String type) {
            final List<? extends ExpressionTree> arguments = tree.getArguments();
            if (nested.contains(tree) || !(tree.getMethodSelect() instanceof MemberSelectTree member))
                return super.visitMethodInvocation(tree, type);
            if (isCall(tree, "Key", method(tree)) && MAKE_KEYS.contains(method(tree)))
                keys.add(composed(arguments.get(0), type));
            final boolean isMessage = isNamed(member.getExpression(), "Message");
            final String method = method(tree);
            if (isMessage && method.equals("text")) text(arguments.get(0), type);
            else if (isMessage && method.equals("of") || method.equals("then")) message(arguments, type);
            else if (isCall(tree, "Finding", method) && FINDINGS.contains(method)) finding(arguments, type);
            else return super.visitMethodInvocation(tree, type);
            told.addAll(arguments);
            return super.visitMethodInvocation(tree, type);
        }

        private void text(final ExpressionTree tree, final String type) {
            final String constant = constant(tree, type);
            add(constant == null ? COMPOSED + composed(tree, type) : constant);
        }

        @Override
        public Void visitBinary(final BinaryTree tree, final String type) {
            if (tree.getKind() != Tree.Kind.PLUS) return super.visitBinary(tree, type);
            loose(tree, type);
            return null;
        }

        @Override
        public Void visitLiteral(final LiteralTree tree, final String type) {
            if (tree.getKind() == Tree.Kind.STRING_LITERAL) loose(tree, type);
            return null;
        }

        @Override
        public Void visitAnnotation(final AnnotationTree tree, final String type) {
            return null;
        }

        /** A sentence that is not yet a message. */
        private void loose(final ExpressionTree tree, final String type) {
            if (told.contains(tree)) return;
            final String text = composed(tree, type);
            if (SENTENCE.matcher(text).matches()) add(LOOSE + text);
        }

        private void message(final List<? extends ExpressionTree> arguments, final String type) {
            final String template = constant(arguments.get(0), type);
            if (template != null) template(template, arguments.subList(1, arguments.size()), type);
            else if (arguments.size() > 1 || arguments.get(0) instanceof BinaryTree)
                add(COMPOSED + composed(arguments.get(0), type));
        }

        private void finding(final List<? extends ExpressionTree> arguments, final String type) {
            final List<? extends ExpressionTree> texts = arguments.subList(1, arguments.size());
            final boolean constant = texts.stream().allMatch(text -> constant(text, type) != null);
            if (texts.size() == 2 && texts.stream().noneMatch(this::isMessage))
                add((constant ? "" : COMPOSED)
                        + texts.stream().map(text -> composed(text, type)).collect(Collectors.joining(": "))
                        + ".");
        }

        private void template(
                final String template, final List<? extends ExpressionTree> arguments, final String type) {
            final Message message = evaluated(template, arguments, type);
            if (message == null) return;
            final String macro = message.in(Voice.MACRO);
            if (message.in(Voice.DIALOG).equals(macro)
                    && message.in(Voice.SHELL).equals(macro)) {
                add(macro);
                return;
            }
            add("dialog: " + message.in(Voice.DIALOG));
            add("macro:  " + macro);
            add("shell:  " + message.in(Voice.SHELL));
        }

        private Message evaluated(
                final String template, final List<? extends ExpressionTree> arguments, final String type) {
            try {
                return Message.of(
                        template,
                        arguments.stream().map(argument -> slot(argument, type)).toArray());
            } catch (final IllegalArgumentException e) {
                faults.add(file + ": " + e.getMessage());
                return null;
            }
        }

        private Object slot(final ExpressionTree tree, final String type) {
            if (tree instanceof BinaryTree && !tree.toString().contains("\"") && constant(tree, type) == null)
                return Message.text(source(tree));
            if (!(tree instanceof MethodInvocationTree call)) return Message.text(composed(tree, type));
            told.addAll(call.getArguments());
            if (isCall(tree, "Message", "of") && constant(call.getArguments().get(0), type) != null) {
                nested.add(tree);
                final List<? extends ExpressionTree> inner = call.getArguments();
                final Message message = evaluated(constant(inner.get(0), type), inner.subList(1, inner.size()), type);
                return message == null ? source(tree) : message;
            }
            final Object[] values =
                    call.getArguments().stream().map(value -> slot(value, type)).toArray();
            final String[] texts = Stream.of(values).map(String::valueOf).toArray(String[]::new);
            final String method = method(call);
            if (NAME_KEYS.contains(method) && constant(call.getArguments().get(0), type) != null) named.add(texts[0]);
            return switch (method) {
                case "key" -> Slot.key(texts[0]);
                case "set" -> Slot.set(texts[0], texts[1]);
                case "turnOn" -> Slot.turnOn(texts[0]);
                case "turnOff" -> Slot.turnOff(texts[0]);
                case "leave" -> Slot.leave(texts[0]);
                case "given" -> Slot.given(texts[0], texts[1]);
                case "command" -> Slot.command(texts[0], texts[1]);
                case "menu" -> Slot.menu(texts[0], texts[1]);
                case "memory" -> Fragment.memory("start java with a larger -Xmx");
                case "either" -> Slot.either(values[0], values[1]);
                default -> Message.text(source(tree));
            };
        }

        private void add(final String text) {
            byFile.computeIfAbsent(file, name -> new ArrayList<>()).add(text.replace("\n", "\\n"));
        }
    }
}
