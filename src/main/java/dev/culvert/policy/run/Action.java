package dev.culvert.policy.run;

import dev.culvert.policy.expression.ExpressionFailure;
import org.jspecify.annotations.Nullable;

/** An action ready to run. Immutable; many connections run it at once. */
public interface Action {

    /**
     * Acts on a connection, or on a request or response.
     *
     * @return what is to be done, in {@code on_tcp_connect} always a {@link Step}; null if the policy goes on
     * @throws ExpressionFailure if an expression in its configuration fails
     */
    @Nullable Outcome run(PhaseRun run) throws ExpressionFailure;
}
