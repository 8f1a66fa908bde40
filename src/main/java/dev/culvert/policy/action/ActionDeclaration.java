package dev.culvert.policy.action;

import dev.culvert.policy.run.Action;
import org.jspecify.annotations.Nullable;

/** An action that runs: it declares itself and reads its configuration. Stateless. */
public interface ActionDeclaration {

    /** What it is. */
    ActionType type();

    /**
     * Makes an action of a configuration whose fields have been checked against the declaration.
     *
     * @return the action; null if something is wrong with it, which then is a finding
     */
    @Nullable Action compile(Config config);

    /** Whether nothing after an action of this configuration can run. */
    default boolean isFinal(Config config) {
        return type().terminating();
    }
}
