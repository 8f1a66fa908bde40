package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.Traffic;
import dev.culvert.events.RecentConnections;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.Upstream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes endpoints as ngrok's agent does (NGROK.md 7.1). */
final class AgentJson {

    private static final Schema METRICS = Schema.object()
            .with(
                    "conns",
                    Schema.object()
                            .with("count", Schema.whole())
                            .with("gauge", Schema.whole())
                            .with("rate1", Schema.number().described("New ones a second in the last minute."))
                            .with("rate5", Schema.number())
                            .with("rate15", Schema.number())
                            .with("p50", Schema.number().described("How long the latest were open, in nanoseconds."))
                            .with("p90", Schema.number())
                            .with("p95", Schema.number())
                            .with("p99", Schema.number()))
            .named("AgentMetrics");

    static final Schema ENDPOINT = Schema.object()
            .with("name", Schema.text())
            .with("uri", Schema.text())
            .with("url", Schema.text())
            .with("upstream", Schema.object().maybe("url", Schema.text()).with("protocol", Schema.text()))
            .with("inspect", Schema.flag())
            .maybe("traffic_policy", Schema.text())
            .with("pooling_enabled", Schema.flag())
            .maybe("metrics", METRICS)
            .named("AgentEndpoint");

    static final Schema TUNNEL = Schema.object()
            .with("name", Schema.text())
            .with("ID", Schema.text())
            .with("uri", Schema.text())
            .with("public_url", Schema.text())
            .with("proto", Schema.text())
            .with("config", Schema.object().with("addr", Schema.text()).with("inspect", Schema.flag()))
            .with("metrics", METRICS)
            .named("Tunnel");

    private final Gateway gateway;

    AgentJson(Gateway gateway) {
        this.gateway = gateway;
    }

    ObjectNode endpoint(EndpointStatus status) {
        EndpointSpec spec = status.endpoint().spec();
        ObjectNode json = Json.object().put("name", spec.name()).put("uri", uri("/api/endpoints/", spec));
        json.put("url", spec.url().toString());
        ObjectNode upstream = json.putObject("upstream");
        Json.putText(upstream, "url", upstreamUrl(spec));
        upstream.put("protocol", "tcp");
        json.put("inspect", false);
        if (spec.hasPolicy()) {
            json.put("traffic_policy", spec.trafficPolicy());
        }
        return json.put("pooling_enabled", spec.poolingEnabled());
    }

    ObjectNode endpointWithMetrics(EndpointStatus status) {
        ObjectNode json = endpoint(status);
        json.set("metrics", metrics(status.id()));
        return json;
    }

    ObjectNode tunnel(EndpointStatus status) {
        EndpointSpec spec = status.endpoint().spec();
        ObjectNode json = Json.object()
                .put("name", spec.name())
                .put("ID", status.id().value())
                .put("uri", uri("/api/tunnels/", spec))
                .put("public_url", spec.url().toString())
                .put("proto", "tcp");
        json.putObject("config")
                .put("addr", upstreamUrl(spec).replaceFirst("^tcp://", ""))
                .put("inspect", false);
        json.set("metrics", metrics(status.id()));
        return json;
    }

    private static String upstreamUrl(EndpointSpec spec) {
        Upstream upstream = spec.upstream();
        return upstream == null ? "" : upstream.url();
    }

    private static String uri(String folder, EndpointSpec spec) {
        return folder + URLEncoder.encode(spec.name(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ObjectNode metrics(EndpointId id) {
        Traffic traffic = gateway.traffic(id);
        Optional<RecentConnections> recent = gateway.history().meters().of(id).map(meter -> meter.recent());
        ObjectNode json = Json.object();
        ObjectNode connections =
                json.putObject("conns").put("count", traffic.accepted()).put("gauge", traffic.open());
        Instant now = Instant.now();
        for (int minutes : new int[] {1, 5, 15}) {
            connections.put("rate" + minutes, began(id, recent, Duration.ofMinutes(minutes), now) / (60.0 * minutes));
        }
        for (int percent : new int[] {50, 90, 95, 99}) {
            connections.put(
                    "p" + percent,
                    recent.map(r -> r.percentile(percent / 100.0))
                            .orElse(Duration.ZERO)
                            .toNanos());
        }
        return json;
    }

    private long began(EndpointId id, Optional<RecentConnections> recent, Duration within, Instant now) {
        long open = 0;
        for (LiveConnection connection : gateway.connections()) {
            if (connection.endpoint().equals(id) && connection.startedAt().isAfter(now.minus(within))) {
                open++;
            }
        }
        return open + recent.map(r -> r.began(within, now)).orElse(0);
    }
}
