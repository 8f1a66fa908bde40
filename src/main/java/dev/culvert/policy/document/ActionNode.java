package dev.culvert.policy.document;

import dev.culvert.policy.text.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * An action as it is written.
 *
 * @param range where it stands
 * @param type its type's name
 * @param config its configuration; null if it has none
 * @param reportOnly whether it is only to be recorded and lets the connection pass
 */
public record ActionNode(
        TextRange range, ScalarNode type, @Nullable MapNode config, boolean reportOnly) {

    /** Its type's name. */
    public String typeName() {
        return type.text();
    }
}
