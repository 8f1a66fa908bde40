package dev.culvert.policy.run;

import dev.culvert.policy.text.TextRange;

/**
 * An action of a rule, as a record names it.
 *
 * @param rule the rule's name, or {@code rule 3}
 * @param ruleIndex the rule's place, from 0
 * @param action the action's type
 * @param actionIndex the action's place in its rule, from 0; -1 where the rule's expressions are meant
 * @param range where the action stands
 */
public record RuleSite(String rule, int ruleIndex, String action, int actionIndex, TextRange range) {

    @Override
    public String toString() {
        return action.isEmpty() ? rule : rule + ": " + action;
    }
}
