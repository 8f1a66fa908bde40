package dev.culvert.policy;

import dev.culvert.model.InvalidValue;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PhaseNode;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.document.RuleNode;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.TextEdit;
import dev.culvert.policy.text.TextRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a form says that only some addresses may connect: the one named {@value #NAME}, with a
 * {@code restrict-ips} and nothing else. It is put in, changed and taken out as a small change of the policy's text.
 */
public final class AddressRule {

    /** The rule's name, by which it is found again. */
    public static final String NAME = "these addresses";

    private static final String KEY = "on_tcp_connect:\n";

    private AddressRule() {}

    /** The networks that a policy's rule allows; empty if there is no such rule, or if it holds more than networks. */
    public static Optional<List<Cidr>> in(String policy) {
        Node allow = allow(rule(read(policy)));
        if (!(allow instanceof ListNode list)) {
            return Optional.empty();
        }
        try {
            return Optional.of(list.items().stream()
                    .map(item -> Cidr.parse(item instanceof ScalarNode scalar ? scalar.text() : ""))
                    .toList());
        } catch (InvalidValue e) {
            return Optional.empty();
        }
    }

    /** The policy with a rule that allows these networks; empty if the text is such that none can be put in. */
    public static Optional<String> put(String policy, List<Cidr> networks) {
        PolicyDocument document = read(policy);
        String list = networks.stream().map(AddressRule::quoted).collect(Collectors.joining(", ", "[", "]"));
        Node allow = allow(rule(document));
        if (allow != null) {
            return Optional.of(TextEdit.replace(allow.range(), list).apply(policy));
        }
        PhaseNode phase = document.phases().stream()
                .filter(p -> p.phase() == Phase.ON_TCP_CONNECT)
                .findFirst()
                .orElse(null);
        if (phase == null) {
            boolean isFlow = policy.stripLeading().startsWith("{");
            return isFlow ? Optional.empty() : Optional.of(KEY + rule("  ", list) + policy);
        }
        if (phase.rules().isEmpty()) {
            return Optional.empty();
        }
        Lines lines = document.lines();
        int start = lines.startOfLine(phase.rules().getFirst().range().line());
        String before = policy.substring(start, phase.rules().getFirst().range().start());
        return before.strip().equals("-")
                ? Optional.of(TextEdit.insert(start, rule(before.substring(0, before.indexOf('-')), list))
                        .apply(policy))
                : Optional.empty();
    }

    /** The policy without the rule; the same text if it has none, or if it cannot be taken out. */
    public static String takeOut(String policy) {
        PolicyDocument document = read(policy);
        RuleNode rule = rule(document);
        if (rule == null) {
            return policy;
        }
        Lines lines = document.lines();
        int start = lines.startOfLine(rule.range().line());
        if (!policy.substring(start, rule.range().start()).strip().equals("-")) {
            return policy;
        }
        List<RuleNode> rules = document.rules(Phase.ON_TCP_CONNECT);
        int next = rules.indexOf(rule) + 1;
        int end = next < rules.size()
                ? lines.startOfLine(rules.get(next).range().line())
                : lines.endOfLine(lastLine(rule.range()));
        int from = rules.size() == 1 ? startOfPhase(document) : start;
        return new TextEdit(from, end, "").apply(policy);
    }

    private static int startOfPhase(PolicyDocument document) {
        return document.phases().stream()
                .filter(p -> p.phase() == Phase.ON_TCP_CONNECT)
                .mapToInt(p -> document.lines().startOfLine(p.key().line()))
                .findFirst()
                .orElseThrow();
    }

    /** A block ends at the beginning of the line after it. */
    private static int lastLine(TextRange range) {
        return range.endColumn() == 1 ? range.endLine() - 1 : range.endLine();
    }

    private static PolicyDocument read(String policy) {
        return PolicyDocument.read(policy, new Findings());
    }

    private static @Nullable RuleNode rule(PolicyDocument document) {
        return document.rules(Phase.ON_TCP_CONNECT).stream()
                .filter(r -> r.title().equals(NAME))
                .filter(r -> r.expressions().isEmpty() && r.actions().size() == 1)
                .filter(r -> r.actions().getFirst().typeName().equals("restrict-ips"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Node allow(@Nullable RuleNode rule) {
        if (rule == null) {
            return null;
        }
        ActionNode action = rule.actions().getFirst();
        MapNode config = action.config();
        return config == null || config.entries().size() != 1 ? null : config.get("allow");
    }

    private static String rule(String indent, String list) {
        return indent + "- name: " + NAME + "\n"
                + indent + "  actions:\n"
                + indent + "    - type: restrict-ips\n"
                + indent + "      config:\n"
                + indent + "        allow: " + list + "\n";
    }

    /** In quotes, since YAML takes some IPv6 networks for something else. */
    private static String quoted(Cidr cidr) {
        return cidr.network().isV4() ? cidr.toString() : '"' + cidr.toString() + '"';
    }
}
