package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what ngrok's agent takes, and says it in the words of {@code /endpoints}. */
final class AgentBody {

    private static final Schema TEXT = Schema.text().orNull();
    private static final Schema TEXT_OR_NUMBER =
            Schema.text().or(Schema.whole()).orNull();
    private static final Schema POLICY =
            Schema.text().or(Schema.object().extended()).orNull();
    private static final Schema COMMON = Schema.object()
            .maybe("name", TEXT)
            .maybe("url", TEXT)
            .maybe("bindings", Schema.listOf(Schema.text()).orNull())
            .maybe("description", TEXT)
            .maybe("metadata", TEXT)
            .maybe("traffic_policy", POLICY)
            .maybe("pooling_enabled", Schema.flag().orNull())
            .maybe("inspect", Schema.flag().orNull().described("Without effect: TCP is not inspected."));

    static final Schema ENDPOINT = COMMON.with(
                    "upstream",
                    Schema.object()
                            .with("url", Schema.text().or(Schema.whole()))
                            .maybe("protocol", TEXT)
                            .maybe("proxy_protocol", TEXT_OR_NUMBER)
                            .closed())
            .closed()
            .named("AgentEndpointBody");

    static final Schema TUNNEL = COMMON.with("addr", Schema.text().or(Schema.whole()))
            .maybe("proto", Schema.choice("tcp").orNull())
            .maybe("remote_addr", TEXT)
            .maybe("proxy_proto", TEXT_OR_NUMBER)
            .closed()
            .named("TunnelBody");

    /** How a tunnel's fields are called at an endpoint. */
    private static final Map<String, String> NAMES =
            Map.of("addr", "upstream_url", "remote_addr", "url", "proxy_proto", "upstream_proxy_protocol");

    private AgentBody() {}

    static EndpointBody endpoint(ObjectNode body) {
        ObjectNode known = common(body, Set.of());
        if (known.path("upstream") instanceof ObjectNode upstream) {
            upstream.remove("protocol");
        }
        return EndpointBody.ofCreate(known);
    }

    static EndpointBody tunnel(ObjectNode body) {
        String proto = body.path("proto").asString("tcp");
        if (!proto.equals("tcp")) {
            throw ApiError.rejected("proto", "ERR_NGROK_332", "'" + proto + "' is not forwarded here; write tcp.");
        }
        if (!body.hasNonNull("addr")) {
            throw ApiError.rejected("addr", "ERR_NGROK_215", "Write where to forward to: a port, or host:port.");
        }
        return EndpointBody.ofCreate(common(body, Set.of("proto")));
    }

    private static ObjectNode common(ObjectNode body, Set<String> dropped) {
        ObjectNode known = Json.object().put("type", "agent");
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            String name = NAMES.getOrDefault(entry.getKey(), entry.getKey());
            if (name.equals("type") || name.equals("temporary")) {
                throw ApiError.rejected(name, "ERR_NGROK_214", "There is no such field here; leave it out.");
            }
            if (name.equals("traffic_policy") && entry.getValue().isObject()) {
                known.put(name, entry.getValue().toString());
            } else if (!name.equals("inspect") && !dropped.contains(name)) {
                known.set(name, entry.getValue());
            }
        }
        // an address alone, as agents take it
        if (known.path("url").isString() && !known.path("url").asString().contains("://")) {
            known.put("url", "tcp://" + known.path("url").asString());
        }
        return known;
    }
}
