package dev.culvert.policy;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.run.CompiledPolicy;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.Surroundings;
import dev.culvert.policy.run.Trace;
import java.util.List;
import java.util.Set;

/**
 * A policy that runs. Immutable: an edit makes another one, and evaluations that have begun stay with theirs. Any number of
 * threads may use it at once.
 */
public final class PolicyProgram {

    private final CompiledPolicy policy;
    private final Set<String> actions;

    PolicyProgram(CompiledPolicy policy, Set<String> actions) {
        this.policy = policy;
        this.actions = Set.copyOf(actions);
    }

    /** The program of an endpoint without a policy. */
    public static PolicyProgram none(EndpointKind kind) {
        return new PolicyProgram(new CompiledPolicy(List.of(), fallThrough(kind), false, Surroundings.NONE), Set.of());
    }

    static Step fallThrough(EndpointKind kind) {
        return kind == EndpointKind.CLOUD ? Step.Close.UNDECIDED : Step.Forward.TO_UPSTREAM;
    }

    /**
     * Prepares the evaluation for one connection.
     *
     * @param facts the connection
     * @param state what the endpoint remembers from connection to connection
     */
    public Evaluation evaluate(Facts facts, PolicyState state) {
        return new Evaluation(policy, facts, state, null);
    }

    /** The same, and writes down what happens. */
    public Evaluation evaluate(Facts facts, PolicyState state, Trace trace) {
        return new Evaluation(policy, facts, state, trace);
    }

    /** Tells a state that this program takes over: counts of actions that it does not have are forgotten. */
    public void takeOver(PolicyState state) {
        state.retain(actions);
    }

    /** Whether there is nothing to evaluate. */
    public boolean isEmpty() {
        return policy.rules().isEmpty();
    }
}
