package dev.culvert.ui.policy;

import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.Failure;
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

    static List<TraceRow> of(PolicyTrial trial, Messages texts) {
        List<TraceRow> rows = new ArrayList<>();
        for (Trace.Entry entry : trial.trace()) {
            rows.add(
                    switch (entry) {
                        case Trace.RuleReached rule -> rule(trial, rule.site(), texts);
                        case Trace.ConditionSeen seen -> condition(seen);
                        case Trace.ActionRun run -> action(trial, run, texts);
                    });
        }
        return rows;
    }

    private static TraceRow rule(PolicyTrial trial, RuleSite site, Messages texts) {
        boolean decides = isDecider(trial, site.ruleIndex());
        boolean ran = trial.trace().stream()
                .anyMatch(e -> e instanceof Trace.ActionRun run && run.site().ruleIndex() == site.ruleIndex());
        boolean failed = decides && trial.decision().failure() != null;
        Outcome outcome = failed ? Outcome.FAILED : decides ? Outcome.DECIDED : ran ? Outcome.MATCHED : Outcome.PASSED;
        String detail = switch (outcome) {
            case PASSED -> texts.get("trace.passed");
            case MATCHED -> texts.get("trace.matched");
            case DECIDED -> texts.get("trace.decided");
            case FAILED -> texts.get("trace.failed");
        };
        return new TraceRow(0, outcome, site.rule(), detail, site.range());
    }

    private static boolean isDecider(PolicyTrial trial, int rule) {
        RuleSite decider = trial.decision().decidedBy();
        return trial.isDecided() && decider != null && decider.ruleIndex() == rule;
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

    private static TraceRow action(PolicyTrial trial, Trace.ActionRun run, Messages texts) {
        RuleSite site = run.site();
        boolean decides = site.equals(trial.decision().decidedBy()) && trial.isDecided();
        Outcome outcome = decides ? Outcome.DECIDED : Outcome.MATCHED;
        String detail = run.reportOnly() ? texts.get("trace.reported", run.result()) : run.result();
        return new TraceRow(1, outcome, site.action(), detail, site.range());
    }

    /** What becomes of the connection and by whom, in a sentence or two. */
    static String sentence(PolicyTrial trial, Messages texts) {
        String what = trial.sentence();
        if (!trial.isDecided()) {
            return what;
        }
        Decision decision = trial.decision();
        Failure failure = decision.failure();
        if (failure != null) {
            return what + " " + failure.code() + ": " + failure.message();
        }
        @Nullable RuleSite by = decision.decidedBy();
        return what + " "
                + (by == null
                        ? texts.get("trace.end")
                        : texts.get("trace.by", by.rule(), by.range().line()));
    }
}
