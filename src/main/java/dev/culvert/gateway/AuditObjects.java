package dev.culvert.gateway;

import dev.culvert.model.DurationText;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.IpPolicy;
import dev.culvert.model.IpPolicyRule;
import dev.culvert.model.Limits;
import dev.culvert.model.TcpAddress;
import dev.culvert.model.Upstream;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What audit events tell of things: the fields of the API's answers (NGROK.md section 6.2), with addresses that begin at the
 * API's root, since that may be another one tomorrow. Secrets are left out.
 */
final class AuditObjects {

    private AuditObjects() {}

    static Map<String, Object> of(Endpoint endpoint) {
        EndpointSpec spec = endpoint.spec();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", endpoint.id().value());
        object.put("uri", "/endpoints/" + endpoint.id());
        object.put("name", spec.name());
        object.put("type", spec.kind().wireName());
        object.put("url", spec.url().toString());
        object.put("public_url", spec.url().toString());
        object.put("proto", "tcp");
        object.put("bindings", List.of(spec.binding().wireName()));
        Upstream upstream = spec.upstream();
        if (upstream != null) {
            object.put("upstream_url", upstream.url());
        }
        if (!spec.proxyProtocol().wireName().isEmpty()) {
            object.put("upstream_proxy_protocol", spec.proxyProtocol().wireName());
        }
        if (spec.hasPolicy()) {
            object.put("traffic_policy", spec.trafficPolicy());
        }
        texts(object, spec.description(), spec.metadata());
        object.put("pooling_enabled", spec.poolingEnabled());
        object.put("enabled", endpoint.enabled());
        object.put("temporary", endpoint.temporary());
        limits(object, spec.limits());
        object.put("created_at", endpoint.createdAt());
        object.put("updated_at", endpoint.updatedAt());
        return object;
    }

    private static void limits(Map<String, Object> object, Limits limits) {
        object.put("connect_timeout", DurationText.format(limits.connectTimeout()));
        object.put("client_idle_timeout", DurationText.format(limits.clientIdleTimeout()));
        object.put("server_idle_timeout", DurationText.format(limits.serverIdleTimeout()));
        object.put("max_lifetime", DurationText.format(limits.maxLifetime()));
        object.put("max_connections", limits.maxConnections());
    }

    static Map<String, Object> of(IpPolicy policy) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", policy.id());
        object.put("uri", "/ip_policies/" + policy.id());
        object.put("created_at", policy.createdAt());
        texts(object, policy.description(), policy.metadata());
        return object;
    }

    static Map<String, Object> of(IpPolicyRule rule) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", rule.id());
        object.put("uri", "/ip_policy_rules/" + rule.id());
        object.put("created_at", rule.createdAt());
        texts(object, rule.description(), rule.metadata());
        object.put("cidr", rule.cidr());
        object.put("action", rule.action().wireName());
        object.put("ip_policy", ref("/ip_policies/", rule.policy()));
        return object;
    }

    static Map<String, Object> of(TcpAddress address, String text) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", address.id());
        object.put("uri", "/reserved_addrs/" + address.id());
        object.put("created_at", address.createdAt());
        texts(object, address.description(), address.metadata());
        object.put("addr", text);
        object.put("region", address.region());
        return object;
    }

    static Map<String, Object> of(EventDestination destination) {
        Map<String, Object> settings = new LinkedHashMap<>();
        destination.target().settings().forEach((name, value) -> {
            if (!destination.target().secrets().contains(name.split("\\.", 2)[0])) {
                settings.put(name, value);
            }
        });
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", destination.id());
        object.put("uri", "/event_destinations/" + destination.id());
        object.put("created_at", destination.createdAt());
        texts(object, destination.description(), destination.metadata());
        object.put("format", "json");
        object.put("target", Map.of(destination.target().kind().wireName(), settings));
        return object;
    }

    static Map<String, Object> of(EventSubscription subscription) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", subscription.id());
        object.put("uri", "/event_subscriptions/" + subscription.id());
        object.put("created_at", subscription.createdAt());
        texts(object, subscription.description(), subscription.metadata());
        object.put(
                "sources", subscription.sources().stream().map(AuditObjects::of).toList());
        object.put(
                "destinations",
                subscription.destinations().stream()
                        .map(id -> ref("/event_destinations/", id))
                        .toList());
        return object;
    }

    private static Map<String, Object> of(EventSource source) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", source.type().wireName());
        if (!source.filter().isEmpty()) {
            object.put("filter", source.filter());
        }
        if (!source.fields().isEmpty()) {
            object.put("fields", source.fields());
        }
        return object;
    }

    private static Map<String, Object> ref(String path, String id) {
        Map<String, Object> ref = new LinkedHashMap<>();
        ref.put("id", id);
        ref.put("uri", path + id);
        return ref;
    }

    private static void texts(Map<String, Object> object, String description, String metadata) {
        if (!description.isEmpty()) {
            object.put("description", description);
        }
        if (!metadata.isEmpty()) {
            object.put("metadata", metadata);
        }
    }
}
