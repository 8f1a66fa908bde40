package dev.culvert.policy.run;

import dev.culvert.policy.expression.Expression;
import java.util.List;

/**
 * A rule ready to run.
 *
 * @param site where it stands; it names no action
 * @param conditions all must hold
 * @param actions what happens then
 */
public record CompiledRule(RuleSite site, List<Expression> conditions, List<CompiledAction> actions) {

    /** Copies the lists. */
    public CompiledRule {
        conditions = List.copyOf(conditions);
        actions = List.copyOf(actions);
    }
}
