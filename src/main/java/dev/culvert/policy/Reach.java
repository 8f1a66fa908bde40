package dev.culvert.policy;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PhaseNode;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.document.RuleNode;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.QuickFix;
import dev.culvert.policy.text.Severity;
import dev.culvert.policy.text.TextEdit;
import dev.culvert.policy.text.TextRange;
import org.jspecify.annotations.Nullable;

/** What can be reached in a policy, and whether every connection is decided. */
final class Reach {

    private final PolicyDocument document;
    private final EndpointKind kind;
    private final Findings findings;
    private @Nullable ActionNode last;
    private @Nullable RuleNode decidesAll;

    Reach(PolicyDocument document, EndpointKind kind, Findings findings) {
        this.document = document;
        this.kind = kind;
        this.findings = findings;
    }

    void enter(RuleNode rule) {
        last = null;
        if (decidesAll != null) {
            findings.warning(
                    "ERR_NGROK_2207",
                    rule.range(),
                    "'" + rule.title() + "' is never reached, since '" + decidesAll.title()
                            + "' decides every connection; move it up or remove it.");
        }
    }

    void action(RuleNode rule, ActionNode action, boolean isFinal) {
        if (last != null) {
            findings.error(
                    2207,
                    action.range(),
                    "'" + action.typeName() + "' is never reached, since '" + last.typeName()
                            + "' before it ends the rule; move it up or remove it.");
        } else if (isFinal) {
            last = action;
            if (decidesAll == null && isUnconditional(rule)) {
                decidesAll = rule;
            }
        }
    }

    private static boolean isUnconditional(RuleNode rule) {
        return rule.expressions().stream().allMatch(e -> e.text().strip().equals("true"));
    }

    /** Says if a cloud endpoint leaves connections undecided. */
    void report() {
        if (kind != EndpointKind.CLOUD || decidesAll != null || findings.hasErrors()) {
            return;
        }
        PhaseNode phase = document.phases().stream()
                .filter(p -> p.phase() == Phase.ON_TCP_CONNECT)
                .findFirst()
                .orElse(null);
        TextRange at = phase != null ? phase.key() : document.lines().range(0, 0);
        findings.add(
                Severity.ERROR,
                "ERR_NGROK_2235",
                at,
                "A cloud endpoint's policy must decide every connection: end it with a rule without expressions that has"
                        + " forward-internal, deny or close-connection.",
                phase == null ? null : denyTheRest(phase));
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
