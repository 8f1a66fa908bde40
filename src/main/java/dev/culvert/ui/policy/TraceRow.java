package dev.culvert.ui.policy;

import dev.culvert.policy.HttpTrial;
import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.Failure;
import dev.culvert.policy.run.HttpDecision;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.Trace;
import dev.culvert.policy.text.TextRange;
import dev.culvert.ui.common.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of a trial's trace.
 *
 * @param level 0 for a rule, 1 for what happened in it
 * @param outcome how it went
 * @param text what it is
 * @param detail what came of it; empty if there is nothing to add
 * @param range where it stands in the policy
 */
record TraceRow(int level, Outcome outcome, String text, String detail, TextRange range) {

    /** How a rule, an expression or an action went. */
    enum Outcome {
        /** A phase, under which its rules follow. */
        PHASE("fth-chevrons-right", "phase"),
        /** A rule whose expressions did not all hold. */
        PASSED("fth-minus", "passed"),
        /** A rule whose actions ran, an expression that holds, an action that let go on. */
        MATCHED("fth-check", "matched"),
        /** What decided the connection. */
        DECIDED("fth-target", "decided"),
        FAILED("fth-alert-triangle", "failed");

        private final String icon;
        private final String style;

        Outcome(String icon, String style) {
            this.icon = icon;
            this.style = style;
        }

        String icon() {
            return icon;
        }

        String style() {
            return style;
        }
    }

    /** What a trace is read with: who decided, whether by failing, and of which status the response is, if it is only thought of. */
    private record Reading(
            List<Trace.Entry> trace,
            @Nullable RuleSite decider,
            boolean hasFailed,
            @Nullable String thought,
            Messages texts) {

        private String phase(Phase phase) {
            if (phase == Phase.ON_HTTP_REQUEST) {
                return texts.get("trace.request");
            }
            return thought == null ? texts.get("trace.response") : texts.get("trace.response.thought", thought);
        }
    }

    /** The lines of a connection's trial, and of one of its requests, if there is one. */
    static List<TraceRow> of(PolicyTrial trial, @Nullable HttpTrial http, Messages texts) {
        Decision decision = trial.decision();
        List<TraceRow> rows = new ArrayList<>(of(new Reading(
                trial.trace(),
                trial.isDecided() ? decision.decidedBy() : null,
                decision.failure() != null,
                null,
                texts)));
        if (http != null) {
            rows.addAll(of(new Reading(
                    http.trace(),
                    http.open() == null ? http.decision().decidedBy() : null,
                    http.decision().failure() != null,
                    http.response() == null ? null : Integer.toString(http.asked()),
                    texts)));
        }
        return rows;
    }

    private static List<TraceRow> of(Reading reading) {
        List<TraceRow> rows = new ArrayList<>();
        for (Trace.Entry entry : reading.trace) {
            rows.add(
                    switch (entry) {
                        case Trace.PhaseReached reached ->
                            new TraceRow(
                                    0,
                                    Outcome.PHASE,
                                    reached.phase().key(),
                                    reading.phase(reached.phase()),
                                    reached.range());
                        case Trace.RuleReached rule -> rule(reading, rule.site());
                        case Trace.ConditionSeen seen -> condition(seen);
                        case Trace.ActionRun run -> action(reading, run);
                    });
        }
        return rows;
    }

    private static TraceRow rule(Reading reading, RuleSite site) {
        boolean decides = reading.decider != null && isWithin(reading.decider, site);
        boolean ran =
                reading.trace.stream().anyMatch(e -> e instanceof Trace.ActionRun run && isWithin(run.site(), site));
        boolean failed = decides && reading.hasFailed;
        Outcome outcome = failed ? Outcome.FAILED : decides ? Outcome.DECIDED : ran ? Outcome.MATCHED : Outcome.PASSED;
        String detail = switch (outcome) {
            case PASSED -> reading.texts.get("trace.passed");
            case MATCHED -> reading.texts.get("trace.matched");
            case DECIDED -> reading.texts.get("trace.decided");
            case FAILED -> reading.texts.get("trace.failed");
            case PHASE -> "";
        };
        return new TraceRow(0, outcome, site.rule(), detail, site.range());
    }

    /** Rules of several phases may have the same number, and never the same place. */
    private static boolean isWithin(RuleSite site, RuleSite rule) {
        return site.range().start() >= rule.range().start()
                && site.range().end() <= rule.range().end();
    }

    private static TraceRow condition(Trace.ConditionSeen seen) {
        String values = seen.variables().entrySet().stream()
                .map(v -> v.getKey() + " = " + v.getValue())
                .collect(Collectors.joining(", "));
        Outcome outcome =
                seen.failed() ? Outcome.FAILED : seen.value().equals("true") ? Outcome.MATCHED : Outcome.PASSED;
        String detail = values.isEmpty() ? seen.value() : seen.value() + "   (" + values + ")";
        return new TraceRow(
                1,
                outcome,
                seen.expression().source().strip(),
                detail,
                seen.expression().range());
    }

    private static TraceRow action(Reading reading, Trace.ActionRun run) {
        RuleSite site = run.site();
        Outcome outcome = site.equals(reading.decider) ? Outcome.DECIDED : Outcome.MATCHED;
        String detail = run.reportOnly() ? reading.texts.get("trace.reported", run.result()) : run.result();
        return new TraceRow(1, outcome, site.action(), detail, site.range());
    }

    /** What becomes of the connection, or of its request, and by whom, in a sentence or two. */
    static String sentence(PolicyTrial trial, @Nullable HttpTrial http, Messages texts) {
        if (http != null) {
            HttpDecision decision = http.decision();
            return sentence(http.sentence(), http.open() == null, decision.failure(), decision.decidedBy(), texts);
        }
        Decision decision = trial.decision();
        return sentence(trial.sentence(), trial.isDecided(), decision.failure(), decision.decidedBy(), texts);
    }

    private static String sentence(
            String what, boolean isDecided, @Nullable Failure failure, @Nullable RuleSite by, Messages texts) {
        if (!isDecided) {
            return what;
        }
        if (failure != null) {
            return what + " " + failure.code() + ": " + failure.message();
        }
        return what + " "
                + (by == null
                        ? texts.get("trace.end")
                        : texts.get("trace.by", by.rule(), by.range().line()));
    }
}
