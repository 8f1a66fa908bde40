package dev.culvert.policy;

import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.document.RuleNode;
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
 * @param afterwards what becomes of a connection that is let through
 */
public record PolicyTrial(
        Decision decision,
        List<Trace.Entry> trace,
        @Nullable RuleSite tls,
        @Nullable RuleSite open,
        Afterwards afterwards) {

    /** What becomes of a connection that a policy lets through. */
    public enum Afterwards {
        /** It goes to the upstream. */
        UPSTREAM("The connection is forwarded to the upstream."),
        /** Its requests go through the HTTP phases; what is no HTTP goes to the upstream. */
        HTTP_OR_UPSTREAM(
                "The connection is let through: requests go through the HTTP phases, and what is not HTTP goes to"
                        + " the upstream."),
        /** Its requests go through the HTTP phases; what is no HTTP ends, since there is no upstream. */
        HTTP_ONLY("The connection is let through: requests go through the HTTP phases, and what is not HTTP ends with"
                + " no_rule_decided.");

        private final String sentence;

        Afterwards(String sentence) {
            this.sentence = sentence;
        }

        static Afterwards of(PolicyProgram program) {
            if (!program.hasHttpPhases()) {
                return UPSTREAM;
            }
            return program.hasUpstream() ? HTTP_OR_UPSTREAM : HTTP_ONLY;
        }
    }

    private static final String SESSION = "conn.tls.";
    private static final String LOGGED = "logs what the handshake tells; continue";
    private static final Pattern READS_SESSION = Pattern.compile("conn\\s*\\.\\s*tls\\b");
    static final TlsFacts NO_HANDSHAKE = new TlsFacts("", "", "", "", "", false, null, null);

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
            return of(document, program, evaluation, trace);
        } finally {
            evaluation.end();
        }
    }

    /** Runs an evaluation that has not started; the caller ends it. */
    static PolicyTrial of(PolicyDocument document, PolicyProgram program, Evaluation evaluation, Trace trace) {
        Afterwards afterwards = Afterwards.of(program);
        Step first = evaluation.start();
        Decision paused = evaluation.decision();
        if (!(first instanceof Step.TerminateTls)) {
            return new PolicyTrial(paused, trace.entries(), null, null, afterwards);
        }
        int before = trace.entries().size();
        // an evaluation terminates TLS once at most
        evaluation.tlsEstablished(NO_HANDSHAKE);
        List<Trace.Entry> entries = new ArrayList<>(trace.entries());
        for (int i = before; i < entries.size(); i++) {
            entries.set(i, withoutSession(document, entries.get(i)));
            RuleSite open = needsSession(document.rules(Phase.ON_TCP_CONNECT), entries.get(i));
            if (open != null) {
                return new PolicyTrial(paused, entries.subList(0, i), paused.decidedBy(), open, afterwards);
            }
        }
        return new PolicyTrial(evaluation.decision(), entries, paused.decidedBy(), null, afterwards);
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
            case Step.Forward ignored -> afterwards.sentence;
            case Step.ForwardInternal forward ->
                "The connection is handed to " + forward.url()
                        + (forward.continues() ? "; if that fails, the policy goes on with the next action." : ".");
            case Step.Close close ->
                "The connection is closed: " + close.reason().wireName() + ".";
            // only where it is open what follows, and that was answered above
            case Step.TerminateTls ignored -> "TLS is terminated.";
        };
    }

    /** What of a phase's rules reads the session in an entry; null if nothing does. */
    static @Nullable RuleSite needsSession(List<RuleNode> rules, Trace.Entry entry) {
        return switch (entry) {
            case Trace.PhaseReached ignored -> null;
            case Trace.RuleReached ignored -> null;
            case Trace.ConditionSeen seen ->
                seen.expression().variables().stream().anyMatch(name -> name.contains(SESSION)) ? seen.site() : null;
            case Trace.ActionRun run ->
                readsSession(rules, run.site()) && !run.result().equals(LOGGED) ? run.site() : null;
        };
    }

    /** What is logged decides nothing, as long as it can be logged. */
    private static Trace.Entry withoutSession(PolicyDocument document, Trace.Entry entry) {
        return entry instanceof Trace.ActionRun run
                        && run.site().action().equals("log")
                        && run.result().endsWith("; continue")
                        && readsSession(document.rules(Phase.ON_TCP_CONNECT), run.site())
                ? new Trace.ActionRun(run.site(), LOGGED, run.reportOnly())
                : entry;
    }

    private static boolean readsSession(List<RuleNode> rules, RuleSite site) {
        MapNode config =
                rules.get(site.ruleIndex()).actions().get(site.actionIndex()).config();
        return config != null && READS_SESSION.matcher(config.canonical()).find();
    }
}
