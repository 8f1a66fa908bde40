package dev.culvert.policy.run;

import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.TlsFacts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A policy at work on one connection. {@link #start} runs until something is to be done; after
 * {@link Step.TerminateTls} it goes on with {@link #tlsEstablished}, after {@link Step.ForwardInternal} that failed with
 * {@link #forwardFailed}. When the connection has ended, however it ended, {@link #end} gives back what it has counted.
 * For one thread at a time.
 */
public final class Evaluation extends PhaseRun {

    private final CompiledPolicy policy;
    private @Nullable Step step;
    private @Nullable String forwardError;

    /**
     * Prepares an evaluation; programs call this.
     *
     * @param policy what to run
     * @param facts the connection
     * @param state what is remembered between connections
     * @param trace where to write down what happens; null for nowhere
     */
    public Evaluation(CompiledPolicy policy, Facts facts, PolicyState state, @Nullable Trace trace) {
        super(policy, policy.rules(), Step.Close.POLICY_ERROR, facts, state, trace);
        this.policy = policy;
    }

    /** Runs from the first rule on. */
    public Step start() {
        if (step != null) {
            throw new IllegalStateException("this evaluation has started before");
        }
        return next();
    }

    /** Says before {@link #start} that TLS was terminated already, by an endpoint that the connection came through. */
    public void arriveWith(TlsFacts session) {
        tls(session);
    }

    /** Goes on after the handshake that {@link Step.TerminateTls} asked for. */
    public Step tlsEstablished(TlsFacts session) {
        if (!(step instanceof Step.TerminateTls)) {
            throw new IllegalStateException("no handshake was asked for");
        }
        tls(session);
        return next();
    }

    /**
     * Goes on after forwarding to an internal endpoint failed: with the next action where the policy says so, and else
     * by closing.
     *
     * @param code ngrok's code for what went wrong
     * @param message what went wrong
     */
    public Step forwardFailed(String code, String message) {
        if (!(step instanceof Step.ForwardInternal forward)) {
            throw new IllegalStateException("no forwarding was asked for");
        }
        if (!forward.continues()) {
            forwardError = message;
            step = Step.Close.UNREACHABLE;
            return step;
        }
        notForwarded(forward.url(), code, message);
        return next();
    }

    /** Why the forwarding failed that the policy does not go on after; null if none did. */
    public @Nullable String forwardError() {
        return forwardError;
    }

    /** Gives back what the connection has counted. To be called once the connection has ended; again does nothing. */
    public void end() {
        release();
    }

    /** What it came to so far. */
    public Decision decision() {
        return new Decision(
                step == null ? policy.fallThrough() : step,
                decidedBy(),
                matchedCidr(),
                logs(),
                bandwidth(),
                reports(),
                failure());
    }

    private Step next() {
        // actions of this phase decide nothing but steps
        Step next = Objects.requireNonNullElse((Step) proceed(), policy.fallThrough());
        step = next;
        return next;
    }
}
