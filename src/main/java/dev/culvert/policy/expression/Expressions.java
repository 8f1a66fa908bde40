package dev.culvert.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The language of expressions: compiles them. To make one takes some hundred milliseconds, so it is made once and not on a
 * screen's thread. Immutable; many threads may compile at once.
 */
public final class Expressions {

    /** ngrok's code for an expression that does not compile. */
    public static final int BAD_EXPRESSION = 2200;
    /** ngrok's code for a template that does not compile. */
    public static final int BAD_TEMPLATE = 2224;

    private static final int LONGEST = 8192;
    private static final int DEEPEST = 64;
    private static final int MOST_ITERATIONS = 10_000;

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final Consumer<Expression> watcher;
    private final List<String> functions;

    /** Prepares the language. */
    public Expressions() {
        FunctionTable functions = FunctionTable.all();
        Set<String> questions = Variables.questions();
        CelOptions options = CelOptions.current()
                .maxExpressionCodePointSize(LONGEST)
                .maxParseRecursionDepth(DEEPEST)
                .comprehensionMaxIterations(MOST_ITERATIONS)
                .enableHeterogeneousNumericComparisons(true)
                .build();
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros(Macros.standard())
                .addMacros(Macros.has(questions), Macros.sortBy())
                .addMacros(HttpFunctions.macros())
                .addFunctionDeclarations(functions.declarations());
        Variables.all().forEach(v -> builder.addVar(v.name(), v.type()));
        questions.forEach(q -> builder.addVar(q, SimpleType.BOOL));
        compiler = builder.build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(options)
                .addFunctionBindings(functions.bindings())
                .build();
        watcher = expression -> {};
        this.functions = Stream.concat(
                        functions.declarations().stream().map(CelFunctionDecl::name), HttpFunctions.names().stream())
                .filter(name -> !name.startsWith("@"))
                .sorted()
                .toList();
    }

    private Expressions(Expressions language, Consumer<Expression> watcher) {
        this.compiler = language.compiler;
        this.runtime = language.runtime;
        this.watcher = watcher;
        this.functions = language.functions;
    }

    /** The names of the functions beyond CEL's own, for completion. */
    public List<String> functions() {
        return functions;
    }

    /** The same language; each expression that it compiles is shown to a watcher. */
    public Expressions watchedBy(Consumer<Expression> seen) {
        return new Expressions(this, seen);
    }

    /** Compiles a condition; null if it is none, which is a finding. */
    public @Nullable Expression condition(ScalarNode node, Findings findings) {
        return compile(node, 0, node.text().length(), BAD_EXPRESSION, true, findings);
    }

    /** Compiles an expression of any type; null if it is none, which is a finding. */
    public @Nullable Expression value(ScalarNode node, Findings findings) {
        return compile(node, 0, node.text().length(), BAD_EXPRESSION, false, findings);
    }

    /** Compiles a part of a text; null if it is no expression, which is a finding. */
    @Nullable Expression part(ScalarNode node, int from, int to, int code, Findings findings) {
        return compile(node, from, to, code, false, findings);
    }

    private @Nullable Expression compile(
            ScalarNode node, int from, int to, int code, boolean condition, Findings findings) {
        String source = node.text().substring(from, to);
        var report = new IssueReport(node, from, to);
        if (source.isBlank()) {
            findings.error(code, node.rangeOf(from, to), "An expression is missing here.");
            return null;
        }
        CelValidationResult result = compiler.compile(source);
        if (result.hasError()) {
            // later ones mostly follow from the first
            report.add(result.getErrors().getFirst(), code, findings);
            return null;
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            CelKind kind = tree.getResultType().kind();
            if (condition && kind != CelKind.BOOL && kind != CelKind.DYN) {
                findings.error(
                        code,
                        node.rangeOf(from, to),
                        "This gives a " + TypeNames.of(tree.getResultType())
                                + "; an expression must give true or false, for example by comparing with ==.");
                return null;
            }
            new WrittenTexts(tree, node, from, to, findings).check(code, this::failure);
            var expression = new Expression(
                    source,
                    node.rangeOf(from, to),
                    tree.getResultType(),
                    runtime.createProgram(tree),
                    variablesOf(tree));
            watcher.accept(expression);
            return expression;
        } catch (CelValidationException | CelEvaluationException e) {
            findings.error(code, node.rangeOf(from, to), "This expression cannot be prepared: " + e.getMessage());
            return null;
        }
    }

    /** Why an expression without variables fails; empty if it does not. */
    private Optional<String> failure(String source) {
        try {
            runtime.createProgram(compiler.compile(source).getAst()).eval();
            return Optional.empty();
        } catch (CelValidationException | CelEvaluationException e) {
            return Optional.of(ExpressionFailure.reason(e));
        }
    }

    private static Set<String> variablesOf(CelAbstractSyntaxTree tree) {
        Set<String> names = new HashSet<>();
        for (CelReference reference : tree.getReferenceMap().values()) {
            if (!reference.name().isEmpty()) {
                names.add(reference.name());
            }
        }
        return names;
    }
}
