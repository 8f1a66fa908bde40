package dev.culvert.api;

import dev.culvert.model.FieldProblem;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.TargetKind;
import dev.culvert.model.event.TargetSettings;
import dev.culvert.model.event.WebhookTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code target} of an event destination: exactly one kind with its settings (NGROK.md section 6.1). */
final class TargetBody {

    /** What stands in answers for a setting that is secret, and in a request for one that stays as it is. */
    static final String MASK = "********";

    /** ngrok's kinds that only its cloud has. */
    static final Set<String> FOREIGN =
            Set.of("firehose", "kinesis", "cloudwatch_logs", "datadog", "azure_logs_ingestion", "s3");

    private static final String TARGET = "target";
    private static final String SECRET = "secret";

    private TargetBody() {}

    /**
     * The target that a request describes.
     *
     * @param old the one that it replaces, from which secrets are taken that were not written again; null for none
     */
    static EventTarget read(JsonNode node, @Nullable EventTarget old) {
        if (!node.isObject()) {
            throw ApiError.rejected(TARGET, "ERR_NGROK_215", "This is of the wrong JSON type; write an object.");
        }
        List<Map.Entry<String, JsonNode>> given =
                node.properties().stream().filter(e -> !e.getValue().isNull()).toList();
        if (given.isEmpty()) {
            throw ApiError.rejected(
                    TARGET, "ERR_NGROK_5100", "Say where the events shall go: one of " + TargetKind.names() + ".");
        }
        if (given.size() > 1) {
            throw ApiError.rejected(
                    TARGET, "ERR_NGROK_5115", "A destination has one target; make another destination for another.");
        }
        String name = given.getFirst().getKey();
        TargetKind kind = TargetKind.find(name).orElseThrow(() -> unknown(name));
        String prefix = TARGET + "." + name;
        Map<String, String> settings = settings(prefix, given.getFirst().getValue());
        if (old == null || old.kind() != kind) {
            if (kind == TargetKind.WEBHOOK) {
                settings.putIfAbsent(SECRET, WebhookTarget.newSecret());
            }
        } else {
            keepSecrets(settings, old);
        }
        var reading = new TargetSettings(prefix, settings);
        EventTarget target = EventTarget.read(kind, reading);
        if (!reading.problems().isEmpty()) {
            throw ApiError.rejected(reading.problems());
        }
        return target;
    }

    private static ApiError unknown(String name) {
        String why = FOREIGN.contains(name) ? "Culvert cannot send to " + name : "There is no target '" + name + "'";
        return ApiError.rejected(
                TARGET + "." + name, "ERR_NGROK_5100", why + "; the targets are " + TargetKind.names() + ".");
    }

    private static Map<String, String> settings(String prefix, JsonNode node) {
        if (!node.isObject()) {
            throw ApiError.rejected(prefix, "ERR_NGROK_215", "This is of the wrong JSON type; write an object.");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                value.properties()
                        .forEach(e -> put(prefix, entry.getKey() + "." + e.getKey(), e.getValue(), settings, problems));
            } else {
                put(prefix, entry.getKey(), value, settings, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw ApiError.rejected(problems);
        }
        return settings;
    }

    private static void put(
            String prefix, String name, JsonNode value, Map<String, String> settings, List<FieldProblem> problems) {
        if (value.isNull()) {
            return;
        }
        if (value.isString() || value.isIntegralNumber() || value.isBoolean()) {
            settings.put(name, value.asString());
        } else {
            problems.add(new FieldProblem(
                    prefix + "." + name,
                    "ERR_NGROK_215",
                    "This is of the wrong JSON type; write a string, a whole number, or true or false."));
        }
    }

    private static void keepSecrets(Map<String, String> settings, EventTarget old) {
        old.settings().forEach((name, value) -> {
            boolean missing = name.equals(SECRET) && !settings.containsKey(name);
            if (isSecret(old, name) && (missing || MASK.equals(settings.get(name)))) {
                settings.put(name, value.toString());
            }
        });
    }

    static boolean isSecret(EventTarget target, String setting) {
        return target.secrets().contains(setting.split("\\.", 2)[0]);
    }
}
