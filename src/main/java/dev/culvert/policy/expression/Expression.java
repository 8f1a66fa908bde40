package dev.culvert.policy.expression;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import dev.culvert.policy.text.TextRange;
import java.util.Set;

/** A compiled CEL expression. Immutable; may be evaluated by many threads at once. */
public final class Expression {

    private static final String FAILED = "ERR_NGROK_2238";

    private final String source;
    private final TextRange range;
    private final CelType type;
    private final Program program;
    private final Set<String> variables;

    Expression(String source, TextRange range, CelType type, Program program, Set<String> variables) {
        this.source = source;
        this.range = range;
        this.type = type;
        this.program = program;
        this.variables = Set.copyOf(variables);
    }

    /** Its text. */
    public String source() {
        return source;
    }

    /** Where it stands in the policy. */
    public TextRange range() {
        return range;
    }

    /** The variables it reads, by their full names. */
    public Set<String> variables() {
        return variables;
    }

    boolean isText() {
        return type.kind() == CelKind.STRING;
    }

    /** Its value. */
    public Object evaluate(CelVariableResolver variablesNow) throws ExpressionFailure {
        try {
            return program.eval(variablesNow);
        } catch (CelEvaluationException e) {
            throw new ExpressionFailure(FAILED, range, "'" + source + "' failed: " + ExpressionFailure.reason(e));
        } catch (RuntimeException | StackOverflowError e) {
            throw new ExpressionFailure(FAILED, range, "'" + source + "' failed: " + e);
        }
    }

    /** Its value, which must be a boolean. */
    public boolean holds(CelVariableResolver variablesNow) throws ExpressionFailure {
        Object value = evaluate(variablesNow);
        if (value instanceof Boolean holds) {
            return holds;
        }
        throw new ExpressionFailure(
                FAILED, range, "'" + source + "' gave " + Values.text(value) + ", not true or false.");
    }

    @Override
    public String toString() {
        return source;
    }
}
