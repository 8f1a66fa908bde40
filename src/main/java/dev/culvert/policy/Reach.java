package dev.culvert.policy;

import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.RuleNode;
import dev.culvert.policy.text.Findings;
import org.jspecify.annotations.Nullable;

/** What can be reached in a phase, and whether everything is decided in it. */
final class Reach {

    private final String whatComes;
    private final Findings findings;
    private @Nullable ActionNode last;
    private @Nullable RuleNode decidesAll;

    /**
     * Of a phase.
     *
     * @param whatComes what it decides: connection, request, response
     */
    Reach(String whatComes, Findings findings) {
        this.whatComes = whatComes;
        this.findings = findings;
    }

    void enter(RuleNode rule) {
        last = null;
        if (decidesAll != null) {
            findings.warning(
                    "ERR_NGROK_2207",
                    rule.range(),
                    "'" + rule.title() + "' is never reached, since '" + decidesAll.title() + "' decides every "
                            + whatComes + "; move it up or remove it.");
        }
    }

    void action(RuleNode rule, ActionNode action, boolean isFinal) {
        if (last != null) {
            findings.error(
                    2207,
                    action.range(),
                    "'" + action.typeName() + "' is never reached, since '" + last.typeName()
                            + "' before it ends the rule; move it up or remove it.");
        } else if (isFinal) {
            last = action;
            if (decidesAll == null && isUnconditional(rule)) {
                decidesAll = rule;
            }
        }
    }

    private static boolean isUnconditional(RuleNode rule) {
        return rule.expressions().stream().allMatch(e -> e.text().strip().equals("true"));
    }

    /** Whether a rule decides whatever comes. */
    boolean decidesAll() {
        return decidesAll != null;
    }
}
