package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.engine.LiveConnection;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes connections, open ones and ended ones, with the same fields as far as they have them. */
final class ConnectionJson {

    /** What a policy made of it. */
    static final Schema DECISION = Schema.object()
            .maybe("rule", Schema.text())
            .maybe("action", Schema.text())
            .maybe("network", Schema.text().described("The network that the client matched."))
            .with("handed_to", Schema.listOf(Schema.text()).described("Internal endpoints."))
            .with("reports", Schema.listOf(Schema.text()))
            .with("logs", Schema.listOf(Schema.object().with("metadata", Schema.anything())))
            .named("ConnectionDecision");

    /** What is written here. */
    static final Schema SCHEMA = Schema.object()
            .with("id", Schema.text())
            .with("uri", Schema.text())
            .with(
                    "endpoint",
                    Schema.object()
                            .with("id", Schema.text())
                            .with("uri", Schema.text())
                            .with("name", Schema.text())
                            .maybe("url", Schema.text()))
            .with("client_ip", Schema.text())
            .with("client_port", Schema.whole())
            .with("server_ip", Schema.text())
            .with("server_port", Schema.whole())
            .maybe("upstream", Schema.text())
            .with("state", Schema.text())
            .with("start_ts", Schema.time())
            .maybe("end_ts", Schema.time())
            .with("duration_ms", Schema.whole())
            .maybe(
                    "sniff_ms",
                    Schema.whole().described("How long the first bytes were waited for, to see whether they are HTTP."))
            .maybe("connect_ms", Schema.whole())
            .with("bytes_in", Schema.whole())
            .with("bytes_out", Schema.whole())
            .maybe("client_idle_ms", Schema.whole().described("While it is open."))
            .maybe("server_idle_ms", Schema.whole().described("While it is open."))
            .maybe("close_reason", Schema.text())
            .maybe("error", Schema.text().described("What the system said."))
            .maybe("decision", DECISION)
            .named("Connection");

    private final Gateway gateway;

    ConnectionJson(Gateway gateway) {
        this.gateway = gateway;
    }

    ObjectNode of(LiveConnection c, Call call) {
        ObjectNode json = Json.object();
        identity(json, c.id(), call);
        endpoint(json, c.endpoint(), c.endpointName(), url(c.endpoint()), call);
        addresses(json, c.client(), c.server(), c.upstream());
        json.put("state", c.state().wireName());
        json.put("start_ts", c.startedAt().toString());
        json.put("duration_ms", Duration.between(c.startedAt(), Instant.now()).toMillis());
        times(json, c.sniffTime(), c.connectTime());
        amounts(json, c.bytesIn(), c.bytesOut());
        json.put("client_idle_ms", c.clientIdle().toMillis());
        json.put("server_idle_ms", c.serverIdle().toMillis());
        decision(json, c.decision());
        return json;
    }

    ObjectNode of(ClosedConnection c, Call call) {
        ObjectNode json = Json.object();
        identity(json, c.id(), call);
        endpoint(json, c.endpoint(), c.endpointName(), c.endpointUrl(), call);
        addresses(json, c.client(), c.server(), c.upstream());
        json.put("state", "closed");
        json.put("start_ts", c.startedAt().toString());
        json.put("end_ts", c.endedAt().toString());
        json.put("duration_ms", c.duration().toMillis());
        times(json, c.sniffTime(), c.connectTime());
        amounts(json, c.bytesIn(), c.bytesOut());
        json.put("close_reason", c.reason().wireName());
        String error = c.error();
        Json.putText(json, "error", error == null ? "" : error);
        decision(json, c.decision());
        return json;
    }

    static void decision(ObjectNode json, DecisionRecord decision) {
        if (decision.equals(DecisionRecord.NONE)) {
            return;
        }
        ObjectNode of = json.putObject("decision");
        Json.putText(of, "rule", decision.rule());
        Json.putText(of, "action", decision.action());
        Json.putText(of, "network", decision.network());
        ArrayNode handedTo = of.putArray("handed_to");
        decision.handedTo().forEach(handedTo::add);
        ArrayNode reports = of.putArray("reports");
        decision.reports().forEach(reports::add);
        ArrayNode logs = of.putArray("logs");
        decision.logs().forEach(l -> logs.addObject().set("metadata", Json.MAPPER.readTree(l)));
    }

    /** The URL of an endpoint that exists; empty if it was deleted and its last connections are ending. */
    String url(EndpointId id) {
        return gateway.endpoint(id).map(s -> s.endpoint().url().toString()).orElse("");
    }

    private static void identity(ObjectNode json, ConnectionId id, Call call) {
        json.put("id", id.toString());
        json.put("uri", call.uri("/connections/" + id));
    }

    private static void endpoint(ObjectNode json, EndpointId id, String name, String url, Call call) {
        ObjectNode endpoint = json.putObject("endpoint");
        endpoint.put("id", id.value());
        endpoint.put("uri", call.uri("/endpoints/" + id));
        endpoint.put("name", name);
        Json.putText(endpoint, "url", url);
    }

    private static void addresses(
            ObjectNode json, InetSocketAddress client, InetSocketAddress server, @Nullable Upstream upstream) {
        json.put("client_ip", AddressText.ip(client.getAddress()));
        json.put("client_port", client.getPort());
        json.put("server_ip", AddressText.ip(server.getAddress()));
        json.put("server_port", server.getPort());
        if (upstream != null) {
            json.put("upstream", upstream.url());
        }
    }

    private static void times(ObjectNode json, @Nullable Duration sniffTime, @Nullable Duration connectTime) {
        if (sniffTime != null) {
            json.put("sniff_ms", sniffTime.toMillis());
        }
        if (connectTime != null) {
            json.put("connect_ms", connectTime.toMillis());
        }
    }

    private static void amounts(ObjectNode json, long bytesIn, long bytesOut) {
        json.put("bytes_in", bytesIn);
        json.put("bytes_out", bytesOut);
    }
}
