package dev.culvert.policy;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.run.CompiledPolicy;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.HttpEvaluation;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.Surroundings;
import dev.culvert.policy.run.Trace;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        return new PolicyProgram(
                new CompiledPolicy(List.of(), List.of(), List.of(), hasUpstream(kind), false, Surroundings.NONE),
                Set.of());
    }

    static boolean hasUpstream(EndpointKind kind) {
        return kind != EndpointKind.CLOUD;
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

    /**
     * Whether a connection that it lets through ({@link Step.Forward}) is to be looked into: if it is HTTP, each request goes
     * through {@link #http}, and if not it is forwarded, or ended with {@code no_rule_decided} where there is no upstream. A
     * cloud endpoint's program gives {@link Step.Forward} too if this is so.
     */
    public boolean hasHttpPhases() {
        return policy.hasHttpPhases();
    }

    /** Whether what no rule decides has somewhere to go. */
    boolean hasUpstream() {
        return policy.hasUpstream();
    }

    /**
     * Prepares the evaluation for one request.
     *
     * @param facts the connection it came by
     * @param tls its TLS session; null if TLS was not terminated
     * @param state the same as for {@link #evaluate}
     * @param progress how far the request has come
     */
    public HttpEvaluation http(Facts facts, @Nullable TlsFacts tls, PolicyState state, RequestProgress progress) {
        return new HttpEvaluation(policy, facts, tls, state, progress, null);
    }

    /** The same, and writes down what happens. */
    public HttpEvaluation http(
            Facts facts, @Nullable TlsFacts tls, PolicyState state, RequestProgress progress, Trace trace) {
        return new HttpEvaluation(policy, facts, tls, state, progress, trace);
    }

    /** Tells a state that this program takes over: counts of actions that it does not have are forgotten. */
    public void takeOver(PolicyState state) {
        state.retain(actions);
    }

    /** Whether there is nothing to evaluate. */
    public boolean isEmpty() {
        return policy.rules().isEmpty() && !policy.hasHttpPhases();
    }
}
