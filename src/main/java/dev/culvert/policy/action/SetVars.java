package dev.culvert.policy.action;

import dev.culvert.policy.action.ActionType.Portability;
import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Values;
import dev.culvert.policy.run.Action;
import dev.culvert.policy.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code set-vars}: gives values names, in order, so that later ones can use earlier ones. */
final class SetVars implements ActionDeclaration {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final ActionType TYPE = ActionType.onTcp(
                    "set-vars",
                    "Sets variables that later expressions read as vars.NAME.",
                    false,
                    Portability.SAME,
                    Field.of("vars", FieldType.LIST, "A list of maps with one name and its value each")
                            .mandatory()
                            .withExpressions()
                            .between(1, 100))
            .in(Phase.ON_HTTP_REQUEST, Phase.ON_HTTP_RESPONSE);

    private record Assignment(String name, TextRange range, ComputedValue value) {}

    @Override
    public ActionType type() {
        return TYPE;
    }

    @Override
    public @Nullable Action compile(Config config) {
        List<Assignment> assignments = new ArrayList<>();
        if (config.get("vars") instanceof ListNode list) {
            list.items().forEach(item -> assignment(item, config, assignments));
        }
        List<Assignment> ordered = List.copyOf(assignments);
        return run -> {
            for (Assignment assignment : ordered) {
                Object value = assignment.value().value(run);
                if (Values.isLarge(value)) {
                    throw new ExpressionFailure(
                            "ERR_NGROK_2249",
                            assignment.range(),
                            "vars." + assignment.name() + " takes too much memory.");
                }
                run.var(assignment.name(), value);
                if (run.isTraced()) {
                    run.note("vars." + assignment.name() + " = " + Values.text(value));
                }
            }
            return null;
        };
    }

    private static void assignment(Node item, Config config, List<Assignment> assignments) {
        if (!(item instanceof MapNode map) || map.entries().size() != 1) {
            config.findings()
                    .error(2252, item.range(), "Each entry of 'vars' is a map with exactly one name: '- name: value'.");
            return;
        }
        MapNode.Entry entry = map.entries().getFirst();
        if (!NAME.matcher(entry.name()).matches()) {
            config.findings()
                    .error(
                            2204,
                            entry.key().range(),
                            "'" + entry.name() + "' is no name; use letters, digits and _, and begin with a letter.");
        }
        ComputedValue value = ComputedValue.compile(entry.value(), config);
        if (value != null) {
            assignments.add(new Assignment(entry.name(), entry.value().range(), value));
        }
    }
}
