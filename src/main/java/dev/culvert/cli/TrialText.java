package dev.culvert.cli;

import dev.culvert.policy.HttpTrial;
import dev.culvert.policy.PolicyTrial;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trial in words: what is decided, by what, and how it came to that. */
final class TrialText {

    private final String file;
    private final PolicyTrial trial;
    private final @Nullable HttpTrial http;

    TrialText(String file, PolicyTrial trial, @Nullable HttpTrial http) {
        this.file = file;
        this.trial = trial;
        this.http = http;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(trial.sentence());
        if (trial.tls() != null) {
            lines.add("TLS is terminated by " + place(trial.tls())
                    + "; a trial makes no handshake and goes on as if one had succeeded.");
        }
        if (trial.isDecided()) {
            lines.add("Decided by " + by(trial.decision().decidedBy()));
        }
        trial.trace().forEach(entry -> add(lines, entry));
        if (http != null) {
            lines.add(http.sentence());
            if (http.open() == null) {
                lines.add("Decided by " + by(http.decision().decidedBy()));
            }
            http.trace().forEach(entry -> add(lines, entry));
        }
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
            case Trace.PhaseReached reached -> lines.add(reached.phase().key());
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
