package dev.culvert.policy.document;

import dev.culvert.policy.text.TextRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is written.
 *
 * @param range where it stands
 * @param index its place in its phase, from 0
 * @param name its name; null if it has none
 * @param expressions all must hold for the actions to run
 * @param actions what happens then
 */
public record RuleNode(
        TextRange range, int index, @Nullable ScalarNode name, List<ScalarNode> expressions, List<ActionNode> actions) {

    /** Copies the lists. */
    public RuleNode {
        expressions = List.copyOf(expressions);
        actions = List.copyOf(actions);
    }

    /** Its name, or {@code rule 3} counted from 1. */
    public String title() {
        return name == null || name.text().isBlank() ? "rule " + (index + 1) : name.text();
    }
}
