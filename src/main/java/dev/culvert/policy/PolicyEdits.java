package dev.culvert.policy;

import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PhaseNode;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.document.RuleNode;
import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.TextEdit;
import dev.culvert.policy.text.TextRange;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a policy that other parts of Culvert make, each as the smallest change of its text: comments, order and
 * formatting stay as they are.
 */
public final class PolicyEdits {

    private PolicyEdits() {}

    /**
     * Refuses an address from now on: adds it to the deny list of the first {@code restrict-ips} that every connection
     * meets, or puts a rule before all others.
     *
     * @return the change; empty if the text is such that nothing can be put in safely (its phase is an alias, say)
     */
    public static Optional<TextEdit> block(PolicyDocument document, IpAddress address) {
        String network = quoted(new Cidr(address, address.width()));
        TextEdit edit = intoDenyList(document, network);
        return Optional.ofNullable(edit != null ? edit : asFirstRule(document, address));
    }

    private static @Nullable TextEdit intoDenyList(PolicyDocument document, String network) {
        for (RuleNode rule : document.rules(Phase.ON_TCP_CONNECT)) {
            for (ActionNode action : rule.actions()) {
                MapNode config = action.config();
                Node deny = config == null || action.reportOnly() ? null : config.get("deny");
                boolean restricts = action.typeName().equals("restrict-ips")
                        && rule.expressions().isEmpty();
                if (restricts
                        && enforces(config)
                        && deny instanceof ListNode list
                        && !list.items().isEmpty()) {
                    return appended(document.lines(), list, network);
                }
            }
            if (!rule.expressions().isEmpty() || rule.actions().size() != 1) {
                return null;
            }
        }
        return null;
    }

    private static boolean enforces(@Nullable MapNode config) {
        Node enforce = config == null ? null : config.get("enforce");
        return enforce == null || enforce.canonical().equals("true");
    }

    private static TextEdit appended(Lines lines, ListNode list, String network) {
        TextRange last = list.items().getLast().range();
        if (isFlow(lines, list.range())) {
            return TextEdit.insert(last.end(), ", " + network);
        }
        int lineStart = lines.startOfLine(last.line());
        String indent = lines.text().substring(lineStart, last.start()).replaceAll("[^ ].*", "");
        // after a comment on the same line
        int end = last.end();
        while (end < lines.text().length() && "\r\n".indexOf(lines.text().charAt(end)) < 0) {
            end++;
        }
        return TextEdit.insert(end, "\n" + indent + "- " + network);
    }

    private static @Nullable TextEdit asFirstRule(PolicyDocument document, IpAddress address) {
        PhaseNode phase = document.phases().stream()
                .filter(p -> p.phase() == Phase.ON_TCP_CONNECT)
                .findFirst()
                .orElse(null);
        String rule = "{name: \"block " + address + "\", expressions: ['conn.client_ip == \"" + address
                + "\"'], actions: [{type: deny}]}";
        Lines lines = document.lines();
        if (phase == null) {
            boolean empty = document.phases().isEmpty() && lines.text().isBlank();
            return empty ? TextEdit.insert(0, "on_tcp_connect:\n  - " + rule + "\n") : null;
        }
        if (phase.rules().isEmpty() || phase.range().start() < phase.key().start()) {
            return null;
        }
        TextRange first = phase.rules().getFirst().range();
        if (isFlow(lines, phase.range())) {
            return isJson(lines) ? json(first, address) : TextEdit.insert(first.start(), rule + ", ");
        }
        String before = lines.text().substring(lines.startOfLine(first.line()), first.start());
        return before.strip().equals("-") ? TextEdit.insert(first.start(), rule + "\n" + before) : null;
    }

    private static TextEdit json(TextRange first, IpAddress address) {
        String rule = "{\"name\": \"block " + address + "\", \"expressions\": [\"conn.client_ip == '" + address
                + "'\"], \"actions\": [{\"type\": \"deny\"}]}, ";
        return TextEdit.insert(first.start(), rule);
    }

    private static boolean isJson(Lines lines) {
        return lines.text().stripLeading().startsWith("{") && lines.text().contains("\"on_tcp_connect\"");
    }

    private static boolean isFlow(Lines lines, TextRange range) {
        return lines.text().startsWith("[", range.start());
    }

    private static String quoted(Cidr cidr) {
        return '"' + Objects.toString(cidr) + '"';
    }
}
