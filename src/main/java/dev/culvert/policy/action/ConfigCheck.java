package dev.culvert.policy.action;

import dev.culvert.model.DurationText;
import dev.culvert.model.InvalidValue;
import dev.culvert.policy.document.ActionNode;
import dev.culvert.policy.document.ListNode;
import dev.culvert.policy.document.MapNode;
import dev.culvert.policy.document.Node;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.expression.Nearest;
import dev.culvert.policy.expression.Values;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.TextRange;

/** Checks an action's configuration against its declaration. */
public final class ConfigCheck {

    private final ActionType type;
    private final Findings findings;

    private ConfigCheck(ActionType type, Findings findings) {
        this.type = type;
        this.findings = findings;
    }

    /** Checks a configuration; whatever is wrong is a finding. */
    public static void check(ActionType type, ActionNode action, Findings findings) {
        new ConfigCheck(type, findings).check(action);
    }

    private void check(ActionNode action) {
        MapNode config = action.config();
        if (config != null) {
            config.entries().forEach(this::entry);
        }
        for (Field field : type.fields()) {
            Node value = config == null ? null : config.get(field.name());
            if (field.required() && (value == null || isNothing(value))) {
                TextRange at = config == null ? action.range() : config.range();
                findings.error(
                        2234,
                        at,
                        type.name() + " needs '" + field.name() + "': "
                                + field.type().words() + ".");
            }
        }
    }

    private void entry(MapNode.Entry entry) {
        type.field(entry.name())
                .ifPresentOrElse(
                        field -> known(field, entry.value()),
                        () -> findings.error(2203, entry.key().range(), unknown(entry.name())));
        type.field(entry.name())
                .filter(Field::beyondNgrok)
                .ifPresent(f -> findings.info(
                        "ERR_NGROK_2203",
                        entry.key().range(),
                        "ngrok does not know '" + f.name() + "' of " + type.name() + " and would refuse it."));
    }

    private String unknown(String name) {
        if (type.fields().isEmpty()) {
            return type.name() + " has no configuration; remove '" + name + "'.";
        }
        var names = type.fields().stream().map(Field::name).toList();
        return type.name() + " has no field '" + name + "'; "
                + Nearest.to(name, names)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("it may have: " + String.join(", ", names) + ".");
    }

    private void known(Field field, Node value) {
        if (isNothing(value)) {
            return;
        }
        switch (field.type()) {
            case BOOLEAN -> expect(field, value, scalar(value) instanceof Boolean);
            case INTEGER -> {
                if (expect(field, value, scalar(value) instanceof Long)) {
                    integer(field, value, (Long) scalar(value));
                }
            }
            case NUMBER -> {
                if (expect(field, value, scalar(value) instanceof Number)) {
                    range(field, value, ((Number) scalar(value)).doubleValue());
                }
            }
            case TEXT -> {
                if (expect(field, value, isTextual(value))) {
                    text(field, (ScalarNode) value);
                }
            }
            case DURATION -> {
                if (expect(field, value, isTextual(value))) {
                    duration(field, (ScalarNode) value);
                }
            }
            case RATE -> {
                if (expect(field, value, isTextual(value))) {
                    invalid(2204, (ScalarNode) value, () -> ByteRate.parse(((ScalarNode) value).text()));
                }
            }
            case TEXTS -> {
                if (expect(field, value, value instanceof ListNode)) {
                    ListNode list = (ListNode) value;
                    items(field, list);
                    list.items().forEach(item -> expect(field, item, isTextual(item)));
                }
            }
            case LIST -> {
                if (expect(field, value, value instanceof ListNode)) {
                    items(field, (ListNode) value);
                }
            }
            case MAP -> entries(field, value, 2218);
            case HEADERS -> entries(field, value, 2212);
            case ANY -> {}
        }
    }

    private boolean expect(Field field, Node value, boolean good) {
        if (!good) {
            findings.error(
                    2204,
                    value.range(),
                    "'" + field.name() + "' must be " + field.type().words() + ", not " + value.kind() + ".");
        }
        return good;
    }

    private void integer(Field field, Node value, long number) {
        if (field.choices().isEmpty()) {
            range(field, value, (double) number);
        } else if (!field.choices().contains(Long.toString(number))) {
            notOneOf(field, value);
        }
    }

    private void notOneOf(Field field, Node value) {
        findings.error(
                2222,
                value.range(),
                "'" + field.name() + "' must be one of: " + String.join(", ", field.choices()) + ".");
    }

    private void range(Field field, Node value, double number) {
        if (number < field.min() || number > field.max()) {
            findings.error(
                    2215,
                    value.range(),
                    "'" + field.name() + "' must be a number from " + Values.text(field.min()) + " to "
                            + Values.text(field.max()) + ".");
        }
    }

    private void text(Field field, ScalarNode value) {
        boolean computed = field.computed() && value.text().contains("${");
        if (!field.choices().isEmpty() && !computed && !field.choices().contains(value.text())) {
            notOneOf(field, value);
        } else if (value.text().isBlank() && field.required()) {
            findings.error(2223, value.range(), "'" + field.name() + "' must not be empty.");
        } else if (value.text().length() > field.max()) {
            findings.error(
                    2221,
                    value.range(),
                    "'" + field.name() + "' may have at most " + Values.text(field.max()) + " characters.");
        } else if (!field.computed() && value.text().contains("${")) {
            findings.warning(
                    "CULVERT_NOT_COMPUTED",
                    value.range(),
                    "'" + field.name() + "' is taken as it is written; '${…}' is not computed here.");
        }
    }

    private void duration(Field field, ScalarNode value) {
        invalid(2228, value, () -> {
            double seconds = DurationText.parse(value.text()).toMillis() / 1000.0;
            if (seconds < field.min() || seconds > field.max()) {
                findings.error(
                        seconds > field.max() ? 2225 : 2215,
                        value.range(),
                        "'" + field.name() + "' must be from " + Values.text(field.min()) + "s to "
                                + Values.text(field.max()) + "s.");
            }
        });
    }

    private void invalid(int code, ScalarNode value, Runnable reading) {
        try {
            reading.run();
        } catch (InvalidValue e) {
            findings.error(code, value.range(), e.getMessage());
        }
    }

    private void items(Field field, ListNode list) {
        if (list.items().size() > field.max()) {
            tooMany(2218, field, list.items().get((int) field.max()));
        } else if (list.items().size() < field.min()) {
            findings.error(2223, list.range(), "'" + field.name() + "' must not be empty.");
        }
    }

    private void entries(Field field, Node value, int tooMany) {
        if (!expect(field, value, value instanceof MapNode)) {
            return;
        }
        int size = ((MapNode) value).entries().size();
        if (size > field.max()) {
            tooMany(tooMany, field, value);
        } else if (size < field.min()) {
            findings.error(2223, value.range(), "'" + field.name() + "' must not be empty.");
        }
    }

    private void tooMany(int code, Field field, Node at) {
        findings.error(
                code, at.range(), "'" + field.name() + "' may have at most " + Values.text(field.max()) + " entries.");
    }

    private static boolean isTextual(Node node) {
        // numbers where a text belongs are usual: versions, ports
        return node instanceof ScalarNode scalar && scalar.value() != null && !(scalar.value() instanceof Boolean);
    }

    private static Object scalar(Node node) {
        return node instanceof ScalarNode scalar && scalar.value() != null ? scalar.value() : node;
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && scalar.value() == null;
    }
}
