package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.FakeEngine;
import dev.culvert.engine.ListenResult;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.UpstreamHealth;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EndpointsTest {

    @TempDir
    Path directory;

    private TestGateway gateway;
    private HttpCaller caller;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
        caller = new HttpCaller(gateway);
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
    }

    private String create(String body) {
        Reply reply = caller.call("POST", "/endpoints", body);
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(201);
        return reply.text("/id");
    }

    @Test
    void anAgentEndpointWithEveryField() {
        Reply reply = caller.call("POST", "/endpoints", """
                {"type": "agent", "name": "db", "url": "tcp://localhost:25432", "bindings": ["public"],
                 "upstream_url": "10.0.0.9:5432", "upstream_proxy_protocol": "2", "description": "a database",
                 "metadata": "{}", "pooling_enabled": true, "enabled": true, "traffic_policy": "on_tcp_connect: []\\n",
                 "connect_timeout": "5s", "client_idle_timeout": "1h30m", "server_idle_timeout": "0",
                 "max_lifetime": "7d", "max_connections": 10}
                """);

        assertThat(reply.status()).isEqualTo(201);
        JsonNode json = reply.json();
        assertThat(reply.text("/id")).matches("ep_[0-9A-Za-z]{27}");
        assertThat(reply.text("/uri")).isEqualTo(gateway.server().uri() + "/endpoints/" + reply.text("/id"));
        assertThat(reply.text("/name")).isEqualTo("db");
        assertThat(reply.text("/type")).isEqualTo("agent");
        assertThat(reply.text("/url")).isEqualTo("tcp://localhost:25432");
        assertThat(reply.text("/public_url")).isEqualTo("tcp://localhost:25432");
        assertThat(reply.text("/proto")).isEqualTo("tcp");
        assertThat(reply.text("/scheme")).isEqualTo("tcp");
        assertThat(reply.text("/hostport")).isEqualTo("localhost:25432");
        assertThat(reply.text("/host")).isEqualTo("localhost");
        assertThat(json.at("/port").isInt()).isTrue();
        assertThat(json.at("/port").asInt()).isEqualTo(25432);
        assertThat(reply.text("/region")).isEqualTo("local");
        assertThat(json.at("/bindings").toString()).isEqualTo("[\"public\"]");
        assertThat(reply.text("/upstream_url")).isEqualTo("tcp://10.0.0.9:5432");
        assertThat(reply.text("/upstream_proxy_protocol")).isEqualTo("2");
        assertThat(reply.text("/description")).isEqualTo("a database");
        assertThat(reply.text("/metadata")).isEqualTo("{}");
        assertThat(json.at("/pooling_enabled").booleanValue()).isTrue();
        assertThat(reply.text("/traffic_policy")).isEqualTo("on_tcp_connect: []\n");
        assertThat(reply.text("/connect_timeout")).isEqualTo("5s");
        assertThat(reply.text("/client_idle_timeout")).isEqualTo("1h30m");
        assertThat(reply.text("/server_idle_timeout")).isEqualTo("0");
        assertThat(reply.text("/max_lifetime")).isEqualTo("7d");
        assertThat(json.at("/max_connections").asInt()).isEqualTo(10);
        assertThat(Instant.parse(reply.text("/created_at"))).isBefore(Instant.now());
        assertThat(reply.text("/updated_at"))
                .isEqualTo(reply.text("/created_at"))
                .endsWith("Z");
        assertThat(json.at("/enabled").booleanValue()).isTrue();
        assertThat(reply.text("/state/status")).isEqualTo("online");
        assertThat(reply.text("/state/since")).endsWith("Z");
        assertThat(reply.text("/state/addresses/0")).isEqualTo("127.0.0.1:25432");
        assertThat(json.at("/traffic").toString())
                .isEqualTo("{\"accepted\":0,\"open\":0,\"bytes_in\":0,\"bytes_out\":0}");
        assertThat(caller.call("GET", "/endpoints/" + reply.text("/id")).json()).isEqualTo(json);
    }

    @Test
    void whatLiesBeforeAndBehindAnEndpoint() {
        Reply reply = caller.call("POST", "/endpoints", """
                {"upstream": {"url": "tls://db.example:5432", "tls_verify": false}, "trusted_proxies": ["10.1.2.3/8", "::1"],
                 "health_check_interval": "30s", "health_check_threshold": 2}
                """);

        assertThat(reply.status()).isEqualTo(201);
        JsonNode json = reply.json();
        assertThat(reply.text("/upstream_url")).isEqualTo("tls://db.example:5432");
        assertThat(reply.text("/upstream_protocol")).isEqualTo("tls");
        assertThat(json.at("/upstream_tls_verify").isBoolean()).isTrue();
        assertThat(json.at("/upstream_tls_verify").booleanValue()).isFalse();
        assertThat(json.at("/trusted_proxies").toString()).isEqualTo("[\"10.0.0.0/8\",\"::1/128\"]");
        assertThat(reply.text("/health_check_interval")).isEqualTo("30s");
        assertThat(json.at("/health_check_threshold").asInt()).isEqualTo(2);
        assertThat(reply.text("/state/upstream/status")).isEqualTo("unknown");
        var down = new UpstreamHealth.Down(Instant.EPOCH, "Connection refused");
        gateway.engine().find(new EndpointId(reply.text("/id")), down);
        Reply later = caller.call("GET", "/endpoints/" + reply.text("/id"));
        assertThat(later.json().at("/state/upstream").toString())
                .isEqualTo("{\"status\":\"down\",\"since\":\"1970-01-01T00:00:00Z\",\"error\":\"Connection refused\"}");

        Reply wrong = caller.call("PATCH", "/endpoints/" + reply.text("/id"), "{\"trusted_proxies\": \"10.0.0.0/8\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("/error_code")).isEqualTo("ERR_NGROK_215");
        Reply none = caller.call("PATCH", "/endpoints/" + reply.text("/id"), "{\"trusted_proxies\": []}");
        assertThat(none.json().at("/trusted_proxies").isEmpty()).isTrue();
    }

    @Test
    void emptyFieldsAreLeftOut() {
        Reply reply = caller.call("POST", "/endpoints", "{\"upstream_url\": \"5432\"}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/url")).matches("tcp://localhost:2\\d{4}");
        for (String field : List.of("description", "metadata", "traffic_policy", "upstream_proxy_protocol")) {
            assertThat(reply.json().has(field)).as(field).isFalse();
        }
        assertThat(reply.json().at("/state").has("reason")).isFalse();
    }

    @Test
    void theUpstreamAsTheAgentWritesItAndExplicitNulls() {
        Reply reply = caller.call("POST", "/endpoints", """
                {"upstream": {"url": 5432, "proxy_protocol": 1, "protocol": null}, "url": null, "traffic_policy": null,
                 "bindings": null, "metadata": null, "pooling_enabled": null, "temporary": null, "upstream_url": null}
                """);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/upstream_url")).isEqualTo("tcp://localhost:5432");
        assertThat(reply.text("/upstream_proxy_protocol")).isEqualTo("1");
        assertThat(reply.json().at("/temporary").booleanValue()).isFalse();
    }

    @Test
    void aCloudEndpoint() {
        Reply reply = caller.call(
                "POST",
                "/endpoints",
                "{\"type\": \"cloud\", \"url\": \"tcp://localhost:25000\","
                        + " \"traffic_policy\": \"on_tcp_connect: [{actions: [{type: deny}]}]\"}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/type")).isEqualTo("cloud");
        assertThat(reply.json().has("upstream_url")).isFalse();
    }

    @Test
    void aPortInUseIsAnEndpointThatFailedWithAReason() {
        gateway.engine().occupy(25432, ListenResult.Cause.PORT_IN_USE);
        Reply failed =
                caller.call("POST", "/endpoints", "{\"url\": \"tcp://localhost:25432\", \"upstream_url\": \"5432\"}");

        assertThat(failed.status()).isEqualTo(201);
        assertThat(failed.text("/state/status")).isEqualTo("failed");
        assertThat(failed.text("/state/reason")).contains("Port 25432 is in use");
        assertThat(failed.text("/state/since")).endsWith("Z");

        gateway.engine().release(25432);
        Reply mended = caller.call("PATCH", "/endpoints/" + failed.text("/id"), "{\"enabled\": true}");
        assertThat(mended.text("/state/status")).isEqualTo("online");
    }

    @Test
    void onlyTheFieldsThatAreGivenChange() {
        String id = create("{\"name\": \"a\", \"upstream_url\": \"5432\", \"description\": \"old\"}");

        Reply reply = caller.call("PATCH", "/endpoints/" + id, """
                {"id": "%s", "description": "", "metadata": "m", "name": null, "max_connections": 3}
                """.formatted(id));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/name")).isEqualTo("a");
        assertThat(reply.json().has("description")).isFalse();
        assertThat(reply.text("/metadata")).isEqualTo("m");
        assertThat(reply.json().at("/max_connections").asInt()).isEqualTo(3);
        assertThat(Instant.parse(reply.text("/updated_at"))).isAfter(Instant.parse(reply.text("/created_at")));
    }

    @Test
    void switchedOff() {
        String id = create("{\"upstream_url\": \"5432\"}");

        Reply reply = caller.call("PATCH", "/endpoints/" + id, "{\"enabled\": false}");

        assertThat(reply.json().at("/enabled").booleanValue()).isFalse();
        assertThat(reply.text("/state/status")).isIn("draining", "offline");
        assertThat(gateway.engine().served()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "?connections=keep, 0", "?connections=drain, DRAIN", "?connections=close, CLOSE"})
    void aChangeEndsConnectionsAsTold(String query, String ending) {
        String id = create("{\"upstream_url\": \"5432\"}");

        assertThat(caller.call("PATCH", "/endpoints/" + id + query, "{\"upstream_url\": \"5433\"}")
                        .status())
                .isEqualTo(200);

        assertThat(gateway.engine().ended()).isEqualTo(ended(id, ending));
    }

    @ParameterizedTest
    @CsvSource({"'', CLOSE", "?connections=close, CLOSE", "?connections=drain, DRAIN"})
    void aDeletedEndpointIsGoneAndEndsItsConnectionsAsTold(String query, String ending) {
        String id = create("{\"upstream_url\": \"5432\"}");

        Reply reply = caller.call("DELETE", "/endpoints/" + id + query);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.response().body()).isEmpty();
        assertThat(reply.header("ngrok-operation-id")).startsWith("op_");
        assertThat(gateway.engine().ended()).isEqualTo(ended(id, ending));
        assertThat(caller.call("GET", "/endpoints/" + id).status()).isEqualTo(404);
    }

    private static List<FakeEngine.Ended> ended(String id, String ending) {
        return ending.equals("0")
                ? List.of()
                : List.of(new FakeEngine.Ended(new EndpointId(id), Ending.valueOf(ending)));
    }

    @Test
    void aTemporaryEndpointWantsToBeKeptAlive() {
        String temporary = create("{\"upstream_url\": \"5432\", \"temporary\": true}");
        String lasting = create("{\"upstream_url\": \"5432\"}");

        assertThat(caller.call("GET", "/endpoints/" + temporary)
                        .json()
                        .at("/temporary")
                        .booleanValue())
                .isTrue();
        assertThat(caller.call("PUT", "/endpoints/" + temporary + "/heartbeat").status())
                .isEqualTo(204);
        Reply refused = caller.call("PUT", "/endpoints/" + lasting + "/heartbeat");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("ERR_NGROK_222");
    }

    @Test
    void itsTrafficIsCounted() {
        String id = create("{\"upstream_url\": \"5432\"}");
        var status = gateway.gateway().endpoint(new EndpointId(id)).orElseThrow();
        gateway.engine().add(FakeConnection.to(status, 1).move(5, 7));

        assertThat(caller.call("GET", "/endpoints/" + id).json().at("/traffic").toString())
                .isEqualTo("{\"accepted\":1,\"open\":1,\"bytes_in\":5,\"bytes_out\":7}");
    }

    @Test
    void theListIsPagedFromTheNewest() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(create("{\"upstream_url\": \"5432\"}"));
        }

        Reply whole = caller.call("GET", "/endpoints?");
        assertThat(ids(whole)).isEqualTo(made);
        assertThat(whole.json().at("/next_page_uri").isNull()).isTrue();
        assertThat(whole.text("/uri")).isEqualTo(gateway.server().uri() + "/endpoints");

        Reply first = caller.call("GET", "/endpoints?limit=3");
        assertThat(ids(first)).isEqualTo(made.subList(0, 3));
        String next = first.text("/next_page_uri");
        assertThat(next).startsWith(gateway.server().uri() + "/endpoints?before_id=" + made.get(2));
        Reply second = caller.call("GET", next);
        assertThat(ids(second)).isEqualTo(made.subList(3, 5));
        assertThat(second.json().at("/next_page_uri").isNull()).isTrue();

        assertThat(ids(caller.call("GET", "/endpoints?limit=5"))).isEqualTo(made);
        assertThat(ids(caller.call("GET", "/endpoints?beforeId=" + made.get(3))))
                .isEqualTo(made.subList(4, 5));
        assertThat(ids(caller.call("GET", "/endpoints?id=" + made.get(1)))).isEqualTo(made.subList(1, 2));
        String url = caller.call("GET", "/endpoints/" + made.get(0)).text("/url");
        assertThat(ids(caller.call("GET", "/endpoints?url=" + url))).isEqualTo(made.subList(0, 1));
    }

    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>();
        reply.json().at("/endpoints").forEach(e -> ids.add(e.path("id").asString()));
        return ids;
    }
}
