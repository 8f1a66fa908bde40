package dev.culvert.policy;

import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PhaseNode;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.QuickFix;
import dev.culvert.policy.text.Severity;
import dev.culvert.policy.text.TextEdit;
import dev.culvert.policy.text.TextRange;
import org.jspecify.annotations.Nullable;

/** Says what a cloud endpoint's policy leaves undecided: there is no upstream that it could go to. */
final class Undecided {

    private final PolicyDocument document;
    private final Findings findings;

    Undecided(PolicyDocument document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    /** Only HTTP clients are decided. */
    void reportOthers() {
        findings.info(
                "CULVERT_HTTP_ONLY",
                key(Phase.ON_HTTP_REQUEST),
                "Only HTTP clients are decided here; the connection of any other ends with no_rule_decided.");
    }

    /** Not every connection is decided. */
    void report() {
        PhaseNode phase = phase(Phase.ON_TCP_CONNECT);
        findings.add(
                Severity.ERROR,
                "ERR_NGROK_2235",
                phase == null && phase(Phase.ON_HTTP_REQUEST) != null
                        ? key(Phase.ON_HTTP_REQUEST)
                        : key(Phase.ON_TCP_CONNECT),
                "A cloud endpoint's policy must decide every connection: end it with a rule without expressions that has"
                        + " forward-internal, deny or close-connection, or custom-response in on_http_request.",
                phase == null ? null : denyTheRest(phase));
    }

    private TextRange key(Phase which) {
        PhaseNode phase = phase(which);
        return phase == null ? document.lines().range(0, 0) : phase.key();
    }

    private @Nullable PhaseNode phase(Phase which) {
        return document.phases().stream()
                .filter(p -> p.phase() == which)
                .findFirst()
                .orElse(null);
    }

    private @Nullable QuickFix denyTheRest(PhaseNode phase) {
        if (phase.rules().isEmpty()) {
            return null;
        }
        String text = document.lines().text();
        TextRange rule = phase.rules().getLast().range();
        boolean block = rule.start() >= 2 && text.startsWith("- ", rule.start() - 2);
        if (!block) {
            return null;
        }
        String indent = " ".repeat(rule.column() - 3);
        int end = document.lines().endOfLine(phase.range().endLine());
        String newline = end > 0 && text.charAt(end - 1) == '\n' ? "" : "\n";
        String added = newline + indent + "- actions:\n" + indent + "    - type: deny\n";
        return new QuickFix("Deny every other connection", TextEdit.insert(end, added));
    }
}
