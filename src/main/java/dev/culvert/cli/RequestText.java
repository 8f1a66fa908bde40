package dev.culvert.cli;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One HTTP request of the API's answer, for people.
 *
 * @param json as the API gave it
 */
record RequestText(JsonNode json) {

    private static final int SECOND = 1000;

    List<String> cells() {
        return List.of(
                json.path("start_ts").asString(""),
                json.path("method").asString(""),
                target(),
                json.has("status_code") ? json.path("status_code").asString("") : "-",
                took(),
                Amounts.bytes(json.path("request_body_length").asLong()),
                Amounts.bytes(json.path("response_body_length").asLong()),
                why());
    }

    private String target() {
        String query = json.path("query").asString("");
        return json.path("path").asString("") + (query.isEmpty() ? "" : "?" + query);
    }

    private String took() {
        double millis = json.path("duration_ms").asDouble();
        return millis < SECOND
                ? String.format(Locale.ROOT, millis < 10 ? "%.2fms" : "%.0fms", millis)
                : Amounts.duration((long) millis);
    }

    /** The rule that decided, and what went wrong. */
    private String why() {
        String rule = json.at("/decision/rule").asString("");
        String action = json.at("/decision/action").asString("");
        String error = json.path("error").asString("");
        String decided = rule.isEmpty() || action.isEmpty() ? rule + action : rule + ": " + action;
        return decided + (decided.isEmpty() || error.isEmpty() ? "" : "; ") + error;
    }
}
