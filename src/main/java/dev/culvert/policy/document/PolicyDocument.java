package dev.culvert.policy.document;

import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.TextRange;
import java.util.List;
import java.util.Optional;

/**
 * A policy as it is written: phases, rules and actions with their places. What cannot be understood is left out and is a
 * finding.
 *
 * @param lines the text
 * @param phases the phases that occur, in the order of the text
 */
public record PolicyDocument(Lines lines, List<PhaseNode> phases) {

    /** Copies the phases. */
    public PolicyDocument {
        phases = List.copyOf(phases);
    }

    /** Reads a text, any text; adds to the findings whatever is wrong with its structure. */
    public static PolicyDocument read(String text, Findings findings) {
        return new DocumentReader(new Lines(text), findings).read();
    }

    /** The rules of a phase; none if it does not occur. */
    public List<RuleNode> rules(Phase phase) {
        return phases.stream()
                .filter(p -> p.phase() == phase)
                .findFirst()
                .map(PhaseNode::rules)
                .orElse(List.of());
    }

    /** The rule that stands at an offset. */
    public Optional<RuleNode> ruleAt(int offset) {
        return phases.stream()
                .flatMap(p -> p.rules().stream())
                .filter(r -> r.range().contains(offset))
                .findFirst();
    }

    /** Where a rule stands. */
    public Optional<TextRange> rangeOf(Phase phase, int rule) {
        List<RuleNode> rules = rules(phase);
        return rule >= 0 && rule < rules.size() ? Optional.of(rules.get(rule).range()) : Optional.empty();
    }
}
