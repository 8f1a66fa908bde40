package dev.culvert.policy.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.culvert.model.InvalidValue;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.Findings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds texts in an expression with which a function fails for every connection: a pattern that is none, a moment that is
 * none. What is computed cannot be looked at.
 */
final class WrittenTexts {

    private static final int BAD_PATTERN = 2261;
    private static final String BAD_NETWORK = "ERR_NGROK_2217";
    private static final String IN_ZONE = "timestamp(0).getHours(%s)";

    /** How a function is tried with its last argument. */
    private static final Map<String, String> TRIALS = Map.ofEntries(
            Map.entry("matches", "''.matches(%s)"),
            Map.entry("timestamp", "timestamp(%s)"),
            Map.entry("duration", "duration(%s)"),
            Map.entry("getDate", IN_ZONE),
            Map.entry("getDayOfMonth", IN_ZONE),
            Map.entry("getDayOfWeek", IN_ZONE),
            Map.entry("getDayOfYear", IN_ZONE),
            Map.entry("getFullYear", IN_ZONE),
            Map.entry("getHours", IN_ZONE),
            Map.entry("getMilliseconds", IN_ZONE),
            Map.entry("getMinutes", IN_ZONE),
            Map.entry("getMonth", IN_ZONE),
            Map.entry("getSeconds", IN_ZONE));

    private static final Set<String> ON_NETWORKS = Set.of("inCidrRange", "inCidrRanges");

    private final CelAbstractSyntaxTree tree;
    private final ScalarNode node;
    private final int from;
    private final String source;
    private final Findings findings;

    WrittenTexts(CelAbstractSyntaxTree tree, ScalarNode node, int from, int to, Findings findings) {
        this.tree = tree;
        this.node = node;
        this.from = from;
        this.source = node.text().substring(from, to);
        this.findings = findings;
    }

    /**
     * Looks at all of them.
     *
     * @param code the code of what is wrong, where there is no better one
     * @param trial says why an expression without variables fails; empty if it does not
     */
    void check(int code, Function<String, Optional<String>> trial) {
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(n -> n.getKind() == ExprKind.Kind.CALL)
                .map(n -> n.expr().call())
                .filter(call -> !call.args().isEmpty())
                .forEach(call -> look(call.function(), call.args().getLast(), code, trial));
    }

    private void look(String function, CelExpr last, int code, Function<String, Optional<String>> trial) {
        String form = TRIALS.get(function);
        if (form != null && isWritten(last)) {
            String written = written(last);
            trial.apply(form.formatted(written))
                    .ifPresent(why -> findings.error(
                            function.equals("matches") ? BAD_PATTERN : code,
                            node.rangeOf(start(last), start(last) + written.length()),
                            function + "() fails with " + written + ": " + why));
        } else if (ON_NETWORKS.contains(function)) {
            (last.exprKind().getKind() == ExprKind.Kind.LIST ? last.list().elements() : List.of(last))
                    .stream().filter(this::isWritten).forEach(this::network);
        }
    }

    private void network(CelExpr text) {
        try {
            Cidr.parse(text.constant().stringValue());
        } catch (InvalidValue e) {
            findings.warning(
                    BAD_NETWORK,
                    node.rangeOf(start(text), start(text) + written(text).length()),
                    "Nobody is in this: " + e.getMessage());
        }
    }

    private boolean isWritten(CelExpr expression) {
        return tree.getSource().getPositionsMap().containsKey(expression.id())
                && expression.exprKind().getKind() == ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    private int start(CelExpr expression) {
        int points = tree.getSource().getPositionsMap().getOrDefault(expression.id(), 0);
        return from + source.offsetByCodePoints(0, points);
    }

    /** A text as it is written, quotes included. */
    private String written(CelExpr text) {
        int begin = start(text) - from;
        int quote = begin;
        while (source.charAt(quote) != '\'' && source.charAt(quote) != '"') {
            quote++;
        }
        boolean raw = source.substring(begin, quote).toLowerCase(Locale.ROOT).contains("r");
        String mark = source.substring(quote, quote + 1);
        String closing = source.startsWith(mark.repeat(3), quote) ? mark.repeat(3) : mark;
        int at = quote + closing.length();
        while (!source.startsWith(closing, at)) {
            at += source.charAt(at) == '\\' && !raw ? 2 : 1;
        }
        return source.substring(begin, at + closing.length());
    }
}
