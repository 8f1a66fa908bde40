package dev.culvert.policy.document;

import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.TextRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds phases, rules and actions in a text's nodes. */
final class DocumentReader {

    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_RULES = 100;
    private static final int MAX_PER_RULE = 50;
    private static final int UNPARSABLE = 2236;
    private static final Set<String> LEGACY = Set.of("enabled", "inbound", "outbound");
    private static final Set<String> RULE = Set.of("name", "expressions", "actions");
    private static final Set<String> ACTION = Set.of("type", "config", "report_only");

    private final Lines lines;
    private final Findings findings;
    private int rules;

    DocumentReader(Lines lines, Findings findings) {
        this.lines = lines;
        this.findings = findings;
    }

    PolicyDocument read() {
        List<PhaseNode> phases = new ArrayList<>();
        Node root = tooLarge() ? null : NodeReader.read(lines, findings);
        if (root instanceof MapNode map) {
            if (map.get("inbound") != null || map.get("outbound") != null) {
                legacy(map, phases);
            } else {
                phases(map, phases);
            }
        } else if (root != null && !(root instanceof ScalarNode scalar && scalar.value() == null)) {
            findings.error(
                    UNPARSABLE,
                    root.range(),
                    "A policy is a map of phases, not " + root.kind() + "; begin with 'on_tcp_connect:'.");
        }
        return new PolicyDocument(lines, phases);
    }

    private boolean tooLarge() {
        boolean tooLarge =
                lines.text().length() > MAX_BYTES || lines.text().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
        if (tooLarge) {
            findings.error(UNPARSABLE, lines.range(0, 0), "A policy may have at most 256 KiB; shorten it.");
        }
        return tooLarge;
    }

    private void phases(MapNode map, List<PhaseNode> phases) {
        for (MapNode.Entry entry : map.entries()) {
            Phase.of(entry.name())
                    .ifPresentOrElse(
                            phase -> phases.add(phase(phase, entry)),
                            () -> unknownKey(
                                    entry.key(), "a policy", "on_tcp_connect, on_http_request, on_http_response"));
        }
    }

    private void legacy(MapNode map, List<PhaseNode> phases) {
        boolean enabled = true;
        for (MapNode.Entry entry : map.entries()) {
            if (!LEGACY.contains(entry.name())) {
                unknownKey(entry.key(), "a policy of the older form", "enabled, inbound, outbound");
            } else if (entry.name().equals("enabled")) {
                enabled = bool(entry.value(), "enabled", true);
            } else {
                Phase phase = entry.name().equals("inbound") ? Phase.ON_TCP_CONNECT : Phase.ON_HTTP_RESPONSE;
                findings.info(
                        "CULVERT_OLD_FORM",
                        entry.key().range(),
                        "'" + entry.name() + "' is the older form; write '" + phase.key() + "' instead.");
                phases.add(phase(phase, entry));
            }
        }
        if (!enabled) {
            findings.warning("CULVERT_OLD_FORM", map.range(), "This policy is switched off by 'enabled: false'.");
            phases.clear();
        }
    }

    private PhaseNode phase(Phase phase, MapNode.Entry entry) {
        List<RuleNode> read = new ArrayList<>();
        for (Node item : items(entry.value(), entry.name())) {
            rules++;
            if (rules == MAX_RULES + 1) {
                findings.error(2264, item.range(), "A policy may have at most " + MAX_RULES + " rules.");
            }
            if (rules > MAX_RULES) {
                break;
            }
            if (item instanceof MapNode map) {
                read.add(rule(map, read.size()));
            } else {
                findings.error(UNPARSABLE, item.range(), "A rule is a map with 'actions', not " + item.kind() + ".");
            }
        }
        return new PhaseNode(phase, entry.key().range(), entry.value().range(), read);
    }

    private RuleNode rule(MapNode map, int index) {
        refuseOthers(map, RULE, "a rule", "name, expressions, actions");
        Node title = map.get("name");
        ScalarNode name = title == null ? null : text(title, "name");
        List<ScalarNode> expressions = expressions(map.get("expressions"));
        List<ActionNode> actions = actions(map);
        return new RuleNode(map.range(), index, name, expressions, actions);
    }

    private List<ScalarNode> expressions(@Nullable Node given) {
        if (given instanceof ScalarNode scalar && scalar.isText()) {
            findings.error(
                    UNPARSABLE,
                    given.range(),
                    "'expressions' is a list; put '- ' before the expression or [ ] around it.");
            return List.of();
        }
        List<Node> items = given == null ? List.of() : items(given, "expressions");
        return limited(items, "expressions").stream()
                .map(this::expression)
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable ScalarNode expression(Node item) {
        if (item instanceof ScalarNode scalar && scalar.value() instanceof Boolean) {
            return scalar;
        }
        if (item instanceof MapNode) {
            findings.error(UNPARSABLE, item.range(), "YAML reads this expression as a map; put it in quotes.");
            return null;
        }
        return text(item, "expressions");
    }

    private List<ActionNode> actions(MapNode rule) {
        Node given = rule.get("actions");
        List<Node> items = given == null ? List.of() : items(given, "actions");
        if (items.isEmpty() && (given == null || given instanceof ListNode || isNothing(given))) {
            TextRange at = given == null ? rule.range() : given.range();
            findings.error(2206, at, "A rule needs at least one action; add 'actions' with one.");
        }
        return limited(items, "actions").stream()
                .map(this::action)
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable ActionNode action(Node item) {
        if (!(item instanceof MapNode map)) {
            findings.error(UNPARSABLE, item.range(), "An action is a map with 'type', not " + item.kind() + ".");
            return null;
        }
        refuseOthers(map, ACTION, "an action", "type, config, report_only");
        Node type = map.get("type");
        if (type == null) {
            findings.error(2201, map.range(), "This action has no type; write 'type: deny', for example.");
            return null;
        }
        ScalarNode typeName = text(type, "type");
        boolean reportOnly = false;
        Node flag = map.get("report_only");
        if (flag != null) {
            reportOnly = bool(flag, "report_only", false);
            findings.info(
                    "CULVERT_BEYOND_NGROK", flag.range(), "ngrok does not know 'report_only' and would refuse it.");
        }
        MapNode config = null;
        Node given = map.get("config");
        if (given instanceof MapNode configured) {
            config = configured;
        } else if (given != null && !isNothing(given)) {
            findings.error(2203, given.range(), "'config' is a map of fields, not " + given.kind() + ".");
            return null;
        }
        return typeName == null ? null : new ActionNode(map.range(), typeName, config, reportOnly);
    }

    private List<Node> limited(List<Node> items, String field) {
        if (items.size() > MAX_PER_RULE) {
            findings.error(
                    2265,
                    items.get(MAX_PER_RULE).range(),
                    "A rule may have at most " + MAX_PER_RULE + " " + field + "; use a second rule.");
            return items.subList(0, MAX_PER_RULE);
        }
        return items;
    }

    private List<Node> items(Node given, String field) {
        if (given instanceof ListNode list) {
            return list.items();
        }
        if (!isNothing(given)) {
            findings.error(
                    UNPARSABLE,
                    given.range(),
                    "'" + field + "' is a list, not " + given.kind() + "; put '- ' before it.");
        }
        return List.of();
    }

    private boolean bool(Node given, String field, boolean otherwise) {
        if (given instanceof ScalarNode scalar && scalar.value() instanceof Boolean value) {
            return value;
        }
        findings.error(UNPARSABLE, given.range(), "'" + field + "' is true or false, not " + given.kind() + ".");
        return otherwise;
    }

    private @Nullable ScalarNode text(Node given, String field) {
        if (given instanceof ScalarNode scalar && scalar.isText()) {
            return scalar;
        }
        findings.error(
                UNPARSABLE,
                given.range(),
                "'" + field + "' must be a text, not " + given.kind() + "; put it in quotes.");
        return null;
    }

    private void refuseOthers(MapNode map, Set<String> known, String what, String names) {
        map.entries().stream().filter(e -> !known.contains(e.name())).forEach(e -> unknownKey(e.key(), what, names));
    }

    private void unknownKey(ScalarNode key, String what, String names) {
        findings.error(
                UNPARSABLE, key.range(), "'" + key.text() + "' is no key of " + what + "; it may have: " + names + ".");
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && scalar.value() == null;
    }
}
