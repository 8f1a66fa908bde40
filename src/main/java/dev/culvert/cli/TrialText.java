package dev.culvert.cli;

import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trial in words: what is decided, by what, and how it came to that. */
final class TrialText {

    private final String file;
    private final Trial trial;

    TrialText(String file, Trial trial) {
        this.file = file;
        this.trial = trial;
    }

    /** What becomes of the connection, in a sentence. */
    static String sentence(Trial trial) {
        if (trial.open() != null) {
            return "What becomes of the connection depends on its TLS handshake, which a trial cannot make: '"
                    + trial.open() + "' reads conn.tls.";
        }
        Decision decision = trial.decision();
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

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(sentence(trial));
        if (trial.tls() != null) {
            lines.add("TLS is terminated by " + place(trial.tls())
                    + "; a trial makes no handshake and goes on as if one had succeeded.");
        }
        if (trial.isDecided()) {
            lines.add("Decided by " + by(trial.decision().decidedBy()));
        }
        trial.trace().forEach(entry -> add(lines, entry));
        return lines.stream().map(PlainText::line).toList();
    }

    private String by(@Nullable RuleSite site) {
        return site == null ? "no rule: the end of the policy was reached." : place(site) + ".";
    }

    private String place(RuleSite site) {
        String what = site.action().isEmpty() ? "its expressions" : site.action();
        return "'" + site.rule() + "', " + what + " (" + file + ":" + site.range() + ")";
    }

    private static void add(List<String> lines, Trace.Entry entry) {
        switch (entry) {
            case Trace.RuleReached rule -> lines.add("- " + rule.site().rule());
            case Trace.ConditionSeen seen -> {
                String value = (seen.failed() ? "failed: " : "") + seen.value();
                lines.add("  - " + seen.expression().source() + " -> " + value);
                seen.variables().forEach((name, now) -> lines.add("    - " + name + " = " + now));
            }
            case Trace.ActionRun run ->
                lines.add("  - " + run.site().action() + " -> " + run.result()
                        + (run.reportOnly() ? " (only reported)" : ""));
        }
    }
}
