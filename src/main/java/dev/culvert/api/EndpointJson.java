package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.engine.Traffic;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.DurationText;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Ingress;
import dev.culvert.model.Limits;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamHealth;
import java.net.InetSocketAddress;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes endpoints: ngrok's fields (NGROK.md section 5), and Culvert's own beside them. */
final class EndpointJson {

    private static final Schema STATE = Schema.object()
            .with("status", Schema.choice("online", "starting", "failed", "draining", "offline"))
            .maybe("since", Schema.time())
            .maybe("addresses", Schema.listOf(Schema.text()))
            .maybe("reason", Schema.text().described("Why it failed."))
            .maybe("hindrance", Schema.text().described("Why it cannot accept clients at the moment."))
            .maybe(
                    "upstream",
                    Schema.object()
                            .with("status", Schema.choice("unknown", "up", "down"))
                            .maybe("since", Schema.time())
                            .maybe("error", Schema.text())
                            .described("What the health check found."))
            .named("EndpointState");

    private static final Schema TRAFFIC = Schema.object()
            .with("accepted", Schema.whole())
            .with("open", Schema.whole())
            .with("bytes_in", Schema.whole())
            .with("bytes_out", Schema.whole())
            .named("Traffic");

    /** What is written here. */
    static final Schema SCHEMA = Schema.object()
            .with("id", Schema.text())
            .with("uri", Schema.text())
            .with("name", Schema.text())
            .with("type", Schema.choice("agent", "cloud"))
            .with("url", Schema.text())
            .with("public_url", Schema.text())
            .with("proto", Schema.text())
            .with("scheme", Schema.text())
            .with("hostport", Schema.text())
            .with("host", Schema.text())
            .with("port", Schema.whole())
            .maybe(
                    "tcp_addr",
                    Schema.object()
                            .with("id", Schema.text())
                            .with("uri", Schema.text())
                            .described("The reserved address that it is at."))
            .maybe("region", Schema.text().described("The ingress's name."))
            .with("bindings", Schema.listOf(Schema.text()))
            .maybe("upstream_url", Schema.text())
            .maybe("upstream_protocol", Schema.text())
            .maybe("upstream_proxy_protocol", Schema.text())
            .maybe("description", Schema.text())
            .maybe("metadata", Schema.text())
            .maybe("traffic_policy", Schema.text().described("YAML or JSON, as it was written."))
            .with("pooling_enabled", Schema.flag())
            .with("created_at", Schema.time())
            .with("updated_at", Schema.time())
            .with("enabled", Schema.flag())
            .with("temporary", Schema.flag())
            .with("connect_timeout", Schema.text())
            .with("client_idle_timeout", Schema.text())
            .with("server_idle_timeout", Schema.text())
            .with("max_lifetime", Schema.text())
            .with("max_connections", Schema.whole())
            .maybe(EndpointField.UPSTREAM_TLS_VERIFY.wireName(), Schema.flag())
            .maybe(EndpointField.UPSTREAM_TLS_CA.wireName(), Schema.text())
            .with(EndpointField.TRUSTED_PROXIES.wireName(), Schema.listOf(Schema.text()))
            .with(EndpointField.HEALTH_CHECK_INTERVAL.wireName(), Schema.text())
            .with(EndpointField.HEALTH_CHECK_THRESHOLD.wireName(), Schema.whole())
            .with("state", STATE)
            .with("traffic", TRAFFIC)
            .named("Endpoint");

    private final Gateway gateway;

    EndpointJson(Gateway gateway) {
        this.gateway = gateway;
    }

    ObjectNode of(EndpointStatus status, Call call) {
        Endpoint endpoint = status.endpoint();
        EndpointSpec spec = endpoint.spec();
        ObjectNode json = Json.object();
        json.put("id", endpoint.id().value());
        json.put("uri", call.uri("/endpoints/" + endpoint.id()));
        json.put("name", spec.name());
        json.put("type", spec.kind().wireName());
        address(json, spec);
        gateway.addresses()
                .of(spec.url())
                .ifPresent(a ->
                        json.putObject("tcp_addr").put("id", a.id()).put("uri", call.uri("/reserved_addrs/" + a.id())));
        json.putArray("bindings").add(spec.binding().wireName());
        Upstream upstream = spec.upstream();
        if (upstream != null) {
            json.put("upstream_url", upstream.url());
            json.put("upstream_protocol", protocol(upstream));
        }
        Json.putText(
                json,
                EndpointField.PROXY_PROTOCOL.wireName(),
                spec.proxyProtocol().wireName());
        Json.putText(json, "description", spec.description());
        Json.putText(json, "metadata", spec.metadata());
        if (spec.hasPolicy()) {
            json.put("traffic_policy", spec.trafficPolicy());
        }
        json.put("pooling_enabled", spec.poolingEnabled());
        json.put("created_at", endpoint.createdAt().toString());
        json.put("updated_at", endpoint.updatedAt().toString());
        json.put("enabled", endpoint.enabled());
        json.put("temporary", endpoint.temporary());
        limits(json, spec.limits());
        reach(json, spec);
        ObjectNode state = state(status.state());
        gateway.hindrance(endpoint.id()).ifPresent(why -> state.put("hindrance", why));
        if (spec.healthCheck().isOn()) {
            state.set("upstream", health(gateway.health(endpoint.id())));
        }
        json.set("state", state);
        json.set("traffic", traffic(gateway.traffic(endpoint.id())));
        return json;
    }

    private void address(ObjectNode json, EndpointSpec spec) {
        String url = spec.url().toString();
        json.put("url", url);
        json.put("public_url", url);
        json.put("proto", "tcp");
        json.put("scheme", "tcp");
        json.put("hostport", spec.url().address().toString());
        json.put("host", spec.url().host());
        json.put("port", spec.url().port());
        gateway.ingresses().of(spec.url().host()).map(Ingress::name).ifPresent(name -> json.put("region", name));
    }

    private static void limits(ObjectNode json, Limits limits) {
        json.put(EndpointField.CONNECT_TIMEOUT.wireName(), DurationText.format(limits.connectTimeout()));
        json.put(EndpointField.CLIENT_IDLE_TIMEOUT.wireName(), DurationText.format(limits.clientIdleTimeout()));
        json.put(EndpointField.SERVER_IDLE_TIMEOUT.wireName(), DurationText.format(limits.serverIdleTimeout()));
        json.put(EndpointField.MAX_LIFETIME.wireName(), DurationText.format(limits.maxLifetime()));
        json.put(EndpointField.MAX_CONNECTIONS.wireName(), limits.maxConnections());
    }

    private static String protocol(Upstream upstream) {
        return switch (upstream) {
            case Upstream.Tcp x -> "tcp";
            case Upstream.Tls x -> "tls";
            case Upstream.Unix x -> "unix";
        };
    }

    private static void reach(ObjectNode json, EndpointSpec spec) {
        if (spec.upstream() instanceof Upstream.Tls) {
            json.put(
                    EndpointField.UPSTREAM_TLS_VERIFY.wireName(),
                    spec.upstreamTls().verify());
            Json.putText(
                    json,
                    EndpointField.UPSTREAM_TLS_CA.wireName(),
                    spec.upstreamTls().authority());
        }
        ArrayNode proxies = json.putArray(EndpointField.TRUSTED_PROXIES.wireName());
        spec.trustedProxies().forEach(proxies::add);
        HealthCheck check = spec.healthCheck();
        json.put(EndpointField.HEALTH_CHECK_INTERVAL.wireName(), DurationText.format(check.interval()));
        json.put(EndpointField.HEALTH_CHECK_THRESHOLD.wireName(), check.threshold());
    }

    private static ObjectNode health(UpstreamHealth health) {
        ObjectNode json = Json.object().put("status", health.wireName());
        switch (health) {
            case UpstreamHealth.Up up -> json.put("since", up.since().toString());
            case UpstreamHealth.Down down ->
                json.put("since", down.since().toString()).put("error", down.error());
            case UpstreamHealth.Unknown unknown -> {}
        }
        return json;
    }

    private static ObjectNode state(EndpointState state) {
        ObjectNode json = Json.object();
        json.put("status", state.wireName());
        switch (state) {
            case EndpointState.Online online -> {
                json.put("since", online.since().toString());
                json.set("addresses", addresses(online.addresses()));
            }
            case EndpointState.Failed failed -> {
                json.put("reason", failed.reason());
                json.put("since", failed.since().toString());
            }
            case EndpointState.Draining draining ->
                json.put("since", draining.since().toString());
            case EndpointState.Offline offline -> {}
            case EndpointState.Starting starting -> {}
        }
        return json;
    }

    private static ArrayNode addresses(List<InetSocketAddress> addresses) {
        ArrayNode json = Json.array();
        for (InetSocketAddress address : addresses) {
            json.add(AddressText.ipAndPort(address));
        }
        return json;
    }

    private static ObjectNode traffic(Traffic traffic) {
        return Json.object()
                .put("accepted", traffic.accepted())
                .put("open", traffic.open())
                .put("bytes_in", traffic.bytesIn())
                .put("bytes_out", traffic.bytesOut());
    }
}
