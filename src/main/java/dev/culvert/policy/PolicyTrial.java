package dev.culvert.policy;

import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A policy's run on a connection that is only thought of. There is no handshake: after {@code terminate-tls} it goes on until
 * something reads what only a handshake tells.
 *
 * @param decision what it came to
 * @param trace how, in order
 * @param tls the action that terminates TLS; null if none was reached
 * @param open what cannot be known without a handshake and would decide; null if nothing is
 */
public record PolicyTrial(
        Decision decision,
        List<Trace.Entry> trace,
        @Nullable RuleSite tls,
        @Nullable RuleSite open) {

    private static final String SESSION = "conn.tls.";
    private static final String LOGGED = "logs what the handshake tells; continue";
    private static final Pattern READS_SESSION = Pattern.compile("conn\\s*\\.\\s*tls\\b");
    private static final TlsFacts NO_HANDSHAKE = new TlsFacts("", "", "", "", "", false, null, null);

    /** Copies the trace. */
    public PolicyTrial {
        trace = List.copyOf(trace);
    }

    /**
     * Runs a program on a connection that is only thought of, with fresh counters. Any thread may call it.
     *
     * @param document what the program was compiled from
     */
    public static PolicyTrial of(PolicyDocument document, PolicyProgram program, Facts facts) {
        var trace = new Trace();
        Evaluation evaluation = program.evaluate(facts, new PolicyState(), trace);
        try {
            return of(document, evaluation, trace);
        } finally {
            evaluation.end();
        }
    }

    /** Runs an evaluation that has not started; the caller ends it. */
    static PolicyTrial of(PolicyDocument document, Evaluation evaluation, Trace trace) {
        Step first = evaluation.start();
        Decision paused = evaluation.decision();
        if (!(first instanceof Step.TerminateTls)) {
            return new PolicyTrial(paused, trace.entries(), null, null);
        }
        int before = trace.entries().size();
        // an evaluation terminates TLS once at most
        evaluation.tlsEstablished(NO_HANDSHAKE);
        List<Trace.Entry> entries = new ArrayList<>(trace.entries());
        for (int i = before; i < entries.size(); i++) {
            entries.set(i, withoutSession(document, entries.get(i)));
            RuleSite open = needsSession(document, entries.get(i));
            if (open != null) {
                return new PolicyTrial(paused, entries.subList(0, i), paused.decidedBy(), open);
            }
        }
        return new PolicyTrial(evaluation.decision(), entries, paused.decidedBy(), null);
    }

    /** Whether it is known what becomes of the connection. */
    public boolean isDecided() {
        return open == null;
    }

    /** Whether it is known that the connection is closed. */
    public boolean refuses() {
        return isDecided() && decision.step() instanceof Step.Close;
    }

    /** What becomes of the connection, in a sentence. */
    public String sentence() {
        if (open != null) {
            return "What becomes of the connection depends on its TLS handshake, which a trial cannot make: '" + open
                    + "' reads conn.tls.";
        }
        return switch (decision.step()) {
            case Step.Forward ignored -> "The connection is forwarded to the upstream.";
            case Step.ForwardInternal forward ->
                "The connection is handed to " + forward.url()
                        + (forward.continues() ? "; if that fails, the policy goes on with the next action." : ".");
            case Step.Close close ->
                "The connection is closed: " + close.reason().wireName() + ".";
            // only where it is open what follows, and that was answered above
            case Step.TerminateTls ignored -> "TLS is terminated.";
        };
    }

    private static @Nullable RuleSite needsSession(PolicyDocument document, Trace.Entry entry) {
        return switch (entry) {
            case Trace.RuleReached ignored -> null;
            case Trace.ConditionSeen seen ->
                seen.expression().variables().stream().anyMatch(name -> name.contains(SESSION)) ? seen.site() : null;
            case Trace.ActionRun run ->
                readsSession(document, run.site()) && !run.result().equals(LOGGED) ? run.site() : null;
        };
    }

    /** What is logged decides nothing, as long as it can be logged. */
    private static Trace.Entry withoutSession(PolicyDocument document, Trace.Entry entry) {
        return entry instanceof Trace.ActionRun run
                        && run.site().action().equals("log")
                        && run.result().endsWith("; continue")
                        && readsSession(document, run.site())
                ? new Trace.ActionRun(run.site(), LOGGED, run.reportOnly())
                : entry;
    }

    private static boolean readsSession(PolicyDocument document, RuleSite site) {
        MapNode config = document.rules(Phase.ON_TCP_CONNECT)
                .get(site.ruleIndex())
                .actions()
                .get(site.actionIndex())
                .config();
        return config != null && READS_SESSION.matcher(config.canonical()).find();
    }
}
