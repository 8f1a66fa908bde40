package dev.culvert.policy;

import dev.culvert.policy.action.ActionType;
import dev.culvert.policy.action.Actions;
import dev.culvert.policy.action.Field;
import dev.culvert.policy.action.FieldType;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.expression.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of policies, made of the actions' declarations. */
public final class PolicySchema {

    private PolicySchema() {}

    /** The schema (draft-07) as a text. */
    public static String json() {
        Map<String, Object> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            phases.put(phase.key(), Map.of("type", "array", "items", rule(phase)));
        }
        Map<String, Object> schema = object(phases);
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Traffic policy");
        return JsonText.write(schema) + "\n";
    }

    private static Map<String, Object> rule(Phase phase) {
        List<Map<String, Object>> actions = Actions.types().stream()
                .filter(t -> t.runsIn(phase))
                .map(PolicySchema::action)
                .toList();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", Map.of("type", "string"));
        properties.put(
                "expressions",
                Map.of("type", "array", "maxItems", 50, "items", Map.of("type", List.of("string", "boolean"))));
        properties.put(
                "actions", Map.of("type", "array", "minItems", 1, "maxItems", 50, "items", Map.of("oneOf", actions)));
        Map<String, Object> rule = object(properties);
        rule.put("required", List.of("actions"));
        return rule;
    }

    private static Map<String, Object> action(ActionType type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        type.fields().forEach(f -> fields.put(f.name(), field(f)));
        List<String> required =
                type.fields().stream().filter(Field::required).map(Field::name).toList();
        Map<String, Object> config = object(fields);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", Map.of("const", type.name()));
        properties.put("config", config);
        properties.put("report_only", Map.of("type", "boolean", "default", false));
        Map<String, Object> action = object(properties);
        action.put("description", type.help());
        if (required.isEmpty()) {
            action.put("required", List.of("type"));
        } else {
            config.put("required", required);
            action.put("required", List.of("type", "config"));
        }
        return action;
    }

    private static Map<String, Object> field(Field field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", field.help());
        switch (field.type()) {
            case BOOLEAN -> schema.put("type", "boolean");
            case INTEGER -> bounds(schema, "integer", "minimum", "maximum", field);
            case NUMBER -> bounds(schema, "number", "minimum", "maximum", field);
            case TEXT -> {
                schema.put("type", List.of("string", "number"));
                if (Double.isFinite(field.max())) {
                    schema.put("maxLength", (long) field.max());
                }
            }
            case DURATION, RATE -> schema.put("type", List.of("string", "number"));
            case TEXTS -> {
                bounds(schema, "array", "minItems", "maxItems", field);
                schema.put("items", Map.of("type", List.of("string", "number")));
            }
            case LIST -> bounds(schema, "array", "minItems", "maxItems", field);
            case MAP -> bounds(schema, "object", "minProperties", "maxProperties", field);
            case HEADERS -> {
                bounds(schema, "object", "minProperties", "maxProperties", field);
                schema.put("additionalProperties", Map.of("type", List.of("string", "number", "boolean")));
            }
            case ANY -> {}
        }
        if (!field.choices().isEmpty() && !field.computed()) {
            schema.remove("type");
            schema.put("enum", field.type() == FieldType.INTEGER ? numbers(field) : field.choices());
        }
        if (field.defaultValue() != null) {
            schema.put("default", field.defaultValue());
        }
        return schema;
    }

    private static List<Long> numbers(Field field) {
        return field.choices().stream().map(Long::valueOf).toList();
    }

    private static void bounds(Map<String, Object> schema, String type, String min, String max, Field field) {
        schema.put("type", type);
        if (Double.isFinite(field.min())) {
            schema.put(min, field.min());
        }
        if (Double.isFinite(field.max())) {
            schema.put(max, field.max());
        }
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("additionalProperties", false);
        return object;
    }
}
