package dev.culvert.policy.action;

import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.expression.Values;
import dev.culvert.policy.run.PhaseRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a configuration, of any type, in whose texts expressions may stand. */
final class ComputedValue {

    private static final int DEEPEST = 10;

    private final Object content;

    private ComputedValue(Object content) {
        this.content = content;
    }

    /** Prepares a value; null if something in it is wrong, which is a finding. */
    static @Nullable ComputedValue compile(Node node, Config config) {
        return compile(node, config, 0);
    }

    private static @Nullable ComputedValue compile(Node node, Config config, int depth) {
        if (depth > DEEPEST) {
            config.findings().error(2250, node.range(), "This is nested more than " + DEEPEST + " levels deep.");
            return null;
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, config);
            case ListNode list -> {
                List<ComputedValue> items = new ArrayList<>();
                for (Node item : list.items()) {
                    ComputedValue value = compile(item, config, depth + 1);
                    if (value == null) {
                        yield null;
                    }
                    items.add(value);
                }
                yield new ComputedValue(items);
            }
            case MapNode map -> {
                Map<String, ComputedValue> entries = new LinkedHashMap<>();
                for (MapNode.Entry entry : map.entries()) {
                    ComputedValue value = compile(entry.value(), config, depth + 1);
                    if (value == null) {
                        yield null;
                    }
                    entries.put(entry.name(), value);
                }
                yield new ComputedValue(entries);
            }
        };
    }

    private static @Nullable ComputedValue scalar(ScalarNode scalar, Config config) {
        if (!scalar.isText()) {
            return new ComputedValue(Values.toCel(scalar.value()));
        }
        Template template = config.template(scalar).orElse(null);
        return template == null ? null : new ComputedValue(template.isConstant() ? scalar.text() : template);
    }

    Object value(PhaseRun run) throws ExpressionFailure {
        return switch (content) {
            case Template template -> template.value(run);
            case List<?> items -> {
                List<Object> values = new ArrayList<>(items.size());
                for (Object item : items) {
                    values.add(((ComputedValue) item).value(run));
                }
                yield values;
            }
            case Map<?, ?> ignored -> map(run);
            default -> content;
        };
    }

    Map<String, Object> map(PhaseRun run) throws ExpressionFailure {
        Map<?, ?> entries = (Map<?, ?>) content;
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(entries.size());
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            values.put((String) entry.getKey(), ((ComputedValue) entry.getValue()).value(run));
        }
        return values;
    }
}
