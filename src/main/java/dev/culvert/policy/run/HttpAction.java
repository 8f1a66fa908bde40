package dev.culvert.policy.run;

import dev.culvert.policy.expression.ExpressionFailure;
import org.jspecify.annotations.Nullable;

/** An action that knows requests or responses, and so runs in the HTTP phases only. */
public interface HttpAction extends Action {

    /**
     * Acts on a request or a response.
     *
     * @return what is to be done; null if the policy goes on
     * @throws ExpressionFailure if an expression in its configuration fails
     */
    @Nullable Outcome act(HttpRun run) throws ExpressionFailure;

    @Override
    default @Nullable Outcome run(PhaseRun run) throws ExpressionFailure {
        return act((HttpRun) run);
    }
}
