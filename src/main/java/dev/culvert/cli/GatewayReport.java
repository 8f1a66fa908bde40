package dev.culvert.cli;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a gateway says of itself, for a report of a fault. Fields are taken by name, so that one that comes to the API later
 * is left out until somebody has thought about it: policies, headers, certificates and addresses of destinations hold secrets.
 */
final class GatewayReport {

    private static final Set<String> ENDPOINT = Set.of(
            "id",
            "created_at",
            "updated_at",
            "type",
            "proto",
            "name",
            "url",
            "region",
            "bindings",
            "upstream_protocol",
            "upstream_proxy_protocol",
            "pooling_enabled",
            "enabled",
            "temporary",
            "connect_timeout",
            "client_idle_timeout",
            "server_idle_timeout",
            "max_lifetime",
            "max_connections",
            "health_check_interval",
            "health_check_threshold",
            "state",
            "traffic");
    /** Not the last error, which may name a webhook's address, and that is often a secret. */
    private static final Set<String> DELIVERY =
            Set.of("status", "delivered", "waiting", "expired", "last_delivered_at", "failing_since");

    private GatewayReport() {}

    static String of(ApiClient client) throws CommandFailure {
        ObjectNode report = ApiClient.MAPPER.createObjectNode();
        JsonNode status = client.get("/api/status");
        report.set("status", only(status, Set.of("status", "version", "engine")));
        list(report, "endpoints", client.get("/endpoints"), ENDPOINT);
        list(report, "event_destinations", client.get("/event_destinations"), Set.of("id", "created_at"));
        return report.toPrettyString() + "\n";
    }

    private static void list(ObjectNode report, String name, JsonNode answer, Set<String> fields) {
        var items = report.putArray(name);
        for (JsonNode item : answer.path(name)) {
            ObjectNode shown = only(item, fields);
            JsonNode policy = item.path("traffic_policy");
            if (!policy.isMissingNode()) {
                shown.put("has_traffic_policy", !policy.asString("").isBlank());
            }
            if (item.has("delivery")) {
                shown.set("delivery", only(item.path("delivery"), DELIVERY));
            }
            items.add(shown);
        }
    }

    private static ObjectNode only(JsonNode item, Set<String> fields) {
        ObjectNode shown = ApiClient.MAPPER.createObjectNode();
        for (String field : List.copyOf(item.propertyNames())) {
            if (fields.contains(field)) {
                shown.set(field, item.get(field));
            }
        }
        return shown;
    }
}
