package dev.culvert.policy.expression;

import dev.cel.common.CelException;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A compiled condition on an object. Immutable; may be evaluated by many threads at once. */
public final class ObjectFilter {

    private final Program program;
    private final Set<String> fields;

    ObjectFilter(Program program, Set<String> fields) {
        this.program = program;
        this.fields = Set.copyOf(fields);
    }

    /** The fields that it reads, without the object's name. */
    public Set<String> fields() {
        return fields;
    }

    /**
     * Whether an object is one of those meant; one on which the condition fails is not.
     *
     * @param values the values of all fields, each under the object's name, a dot and its own
     */
    public boolean accepts(Map<String, Object> values) {
        try {
            return program.eval(name -> Optional.ofNullable(values.get(name))) instanceof Boolean holds && holds;
        } catch (CelException | RuntimeException | StackOverflowError e) {
            return false;
        }
    }
}
