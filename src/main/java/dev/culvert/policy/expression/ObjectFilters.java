package dev.culvert.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.culvert.model.InvalidValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Conditions on the fields of an object, such as {@code ev.conn.client_ip == "203.0.113.7"}: CEL with the functions of
 * policies. To make one takes some hundred milliseconds. Immutable; any thread.
 */
public final class ObjectFilters {

    private static final int LONGEST = 8192;
    private static final int DEEPEST = 64;
    private static final int MOST_ITERATIONS = 10_000;

    private final String root;
    private final Map<String, Kind> fields;
    private final CelCompiler compiler;
    private final CelRuntime runtime;

    /** The types of fields. */
    public enum Kind {
        /** A String. */
        TEXT(SimpleType.STRING),
        /** A Long. */
        NUMBER(SimpleType.INT),
        /** An Instant. */
        MOMENT(SimpleType.TIMESTAMP);

        private final CelType type;

        Kind(CelType type) {
            this.type = type;
        }
    }

    /**
     * A language of conditions.
     *
     * @param root the object's name
     * @param fields its fields by their names, {@code conn.client_ip}
     */
    public ObjectFilters(String root, Map<String, Kind> fields) {
        this.root = root;
        this.fields = Map.copyOf(fields);
        FunctionTable functions = FunctionTable.all();
        CelOptions options = CelOptions.current()
                .maxExpressionCodePointSize(LONGEST)
                .maxParseRecursionDepth(DEEPEST)
                .comprehensionMaxIterations(MOST_ITERATIONS)
                .enableHeterogeneousNumericComparisons(true)
                .build();
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(Macros.standard())
                .addFunctionDeclarations(functions.declarations());
        fields.forEach((name, kind) -> builder.addVar(root + "." + name, kind.type));
        compiler = builder.build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(options)
                .addFunctionBindings(functions.bindings())
                .build();
    }

    /**
     * Compiles a condition.
     *
     * @throws InvalidValue if it is none; the sentence says what is wrong, the code is not meant for this
     */
    public ObjectFilter compile(String text) {
        CelValidationResult result = compiler.compile(text);
        if (result.hasError()) {
            throw new InvalidValue(sentence(text, result.getErrors().getFirst()));
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            if (tree.getResultType().kind() != CelKind.BOOL) {
                throw new InvalidValue("This gives a " + TypeNames.of(tree.getResultType())
                        + "; a filter must give true or false, for example by comparing with ==.");
            }
            Set<String> used = tree.getReferenceMap().values().stream()
                    .map(r -> r.name())
                    .filter(n -> n.startsWith(root + "."))
                    .map(n -> n.substring(root.length() + 1))
                    .collect(Collectors.toSet());
            return new ObjectFilter(runtime.createProgram(tree), used);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidValue("This filter cannot be prepared: " + e.getMessage());
        }
    }

    private String sentence(String text, CelIssue issue) {
        String message = issue.getMessage();
        if (message.startsWith("undeclared reference to") || message.contains("does not support field selection")) {
            Optional<String> unknown = unknownField(text);
            if (unknown.isPresent()) {
                return "There is no field '" + unknown.get() + "'"
                        + Nearest.to(unknown.get(), names())
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("; there are " + String.join(", ", names()) + ".");
            }
            if (message.startsWith("undeclared reference to")) {
                return "The object is called '" + root + "', and there is no "
                        + message.replaceFirst("undeclared reference to ('[^']*').*", "$1") + " here.";
            }
        }
        return "At column " + (issue.getSourceLocation().getColumn() + 1) + ": " + message
                + (message.endsWith(".") ? "" : ".");
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        fields.keySet().forEach(n -> names.add(root + "." + n));
        return names;
    }

    /** Where the object is selected from by a name that is none. */
    private Optional<String> unknownField(String text) {
        Matcher paths = Pattern.compile("(?<![\\w.\"'])" + Pattern.quote(root) + "((?:\\.\\w+)+)(\\(?)")
                .matcher(text);
        while (paths.find()) {
            String path = paths.group(1).substring(1);
            if (!paths.group(2).isEmpty()) {
                // the last part is a function
                path = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
            }
            if (!fields.containsKey(path)) {
                return Optional.of(root + (path.isEmpty() ? "" : "." + path));
            }
        }
        return Optional.empty();
    }
}
