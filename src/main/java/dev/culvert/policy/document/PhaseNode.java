package dev.culvert.policy.document;

import dev.culvert.policy.text.TextRange;
import java.util.List;

/**
 * The rules of a phase.
 *
 * @param phase the phase
 * @param key where its key stands
 * @param range where its rules stand
 * @param rules its rules
 */
public record PhaseNode(Phase phase, TextRange key, TextRange range, List<RuleNode> rules) {

    /** Copies the rules. */
    public PhaseNode {
        rules = List.copyOf(rules);
    }
}
