package dev.culvert.policy.run;

import dev.culvert.policy.expression.ExpressionFailure;
import org.jspecify.annotations.Nullable;

/** An action ready to run. Immutable; many connections run it at once. */
public interface Action {

    /**
     * Acts on a connection.
     *
     * @return what is to be done with it; null if the policy goes on
     * @throws ExpressionFailure if an expression in its configuration fails
     */
    @Nullable Step run(Evaluation evaluation) throws ExpressionFailure;
}
