package dev.culvert.policy.expression;

import dev.cel.runtime.CelVariableResolver;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text with expressions in it, {@code "from ${conn.client_ip}"}. A text that is nothing but one {@code ${…}} keeps the
 * expression's type; in any other each value becomes text. Immutable.
 */
public final class Template {

    private final TextRange range;
    private final List<Object> parts;

    private Template(TextRange range, List<Object> parts) {
        this.range = range;
        this.parts = List.copyOf(parts);
    }

    /** Compiles a text; null if an expression in it is wrong, which is a finding. */
    public static @Nullable Template compile(ScalarNode node, Expressions expressions, Findings findings) {
        return compile(node, expressions, findings, Expressions.BAD_TEMPLATE);
    }

    /** The same, with another code for an expression that is wrong. */
    public static @Nullable Template compile(ScalarNode node, Expressions expressions, Findings findings, int code) {
        String text = node.text();
        List<Object> parts = new ArrayList<>();
        boolean good = true;
        int from = 0;
        for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
            if (at > from) {
                parts.add(text.substring(from, at));
            }
            int end = end(text, at + 2);
            if (end < 0) {
                findings.error(code, node.rangeOf(at, text.length()), "The '${' here is not closed; add the '}'.");
                return null;
            }
            Expression part = expressions.part(node, at + 2, end, code, findings);
            if (part == null) {
                good = false;
            } else {
                parts.add(part);
            }
            from = end + 1;
        }
        if (from < text.length()) {
            parts.add(text.substring(from));
        }
        return good ? new Template(node.range(), parts) : null;
    }

    /** Where the expression ends that begins here: at its brace, those in it and in its texts left aside. */
    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i++;
                while (i < text.length() && text.charAt(i) != c) {
                    i += text.charAt(i) == '\\' ? 2 : 1;
                }
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Where it stands. */
    public TextRange range() {
        return range;
    }

    /** Whether there is no expression in it. */
    public boolean isConstant() {
        return parts.stream().noneMatch(Expression.class::isInstance);
    }

    /** The expressions in it. */
    public Stream<Expression> expressions() {
        return parts.stream().filter(Expression.class::isInstance).map(Expression.class::cast);
    }

    /** Its value: a text, or whatever the only expression in it gives. */
    public Object value(CelVariableResolver variables) throws ExpressionFailure {
        return parts.size() == 1 && parts.getFirst() instanceof Expression only
                ? only.evaluate(variables)
                : text(variables);
    }

    /** Its value as a text. */
    public String text(CelVariableResolver variables) throws ExpressionFailure {
        if (parts.size() == 1) {
            return text(parts.getFirst(), variables);
        }
        var text = new StringBuilder();
        for (Object part : parts) {
            text.append(text(part, variables));
        }
        return text.toString();
    }

    private static String text(Object part, CelVariableResolver variables) throws ExpressionFailure {
        return part instanceof Expression expression ? Values.text(expression.evaluate(variables)) : part.toString();
    }

    /** The text of a template without expressions. */
    public String constant() {
        return parts.isEmpty() ? "" : parts.getFirst().toString();
    }
}
