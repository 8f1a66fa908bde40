package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.ListenResult;
import dev.culvert.model.EndpointStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs that drive ngrok's agent ask it for (NGROK.md 7.1). */
class AgentTest {

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

    @Test
    void aTunnelsLife() {
        Reply started = caller.call("POST", "/api/tunnels", "{\"name\": \"a b\", \"addr\": 5432, \"proto\": \"tcp\"}");

        assertThat(started.status()).isEqualTo(201);
        assertThat(started.text("/public_url")).matches("tcp://localhost:2\\d{4}");
        assertThat(started.text("/config/addr")).isEqualTo("localhost:5432");
        assertThat(started.text("/uri")).isEqualTo("/api/tunnels/a%20b");
        assertThat(caller.call("GET", "/api/tunnels").text("/tunnels/0/name")).isEqualTo("a b");
        assertThat(caller.call("GET", started.text("/uri")).text("/public_url")).isEqualTo(started.text("/public_url"));

        assertThat(caller.call("DELETE", started.text("/uri")).status()).isEqualTo(204);
        assertThat(caller.call("GET", "/api/tunnels").json().path("tunnels")).isEmpty();
        assertThat(gateway.engine().served()).isEmpty();
    }

    @Test
    void anEndpointsLife() {
        Reply started = caller.call("POST", "/api/endpoints", """
                {"name": "db", "url": "tcp://localhost:25432", "upstream": {"url": "tcp://localhost:5432", "protocol": null},
                 "traffic_policy": {"on_tcp_connect": [{"actions": [{"type": "deny"}]}]}, "inspect": false}
                """);

        assertThat(started.status()).isEqualTo(201);
        assertThat(started.text("/url")).isEqualTo("tcp://localhost:25432");
        assertThat(started.text("/upstream/url")).isEqualTo("tcp://localhost:5432");
        assertThat(started.text("/traffic_policy")).contains("\"deny\"");

        Reply changed = caller.call("PUT", "/api/endpoints/db", "{\"upstream\": {\"url\": 5433}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/upstream/url")).isEqualTo("tcp://localhost:5433");
        assertThat(changed.text("/url")).isEqualTo("tcp://localhost:25432");
        assertThat(changed.json().has("traffic_policy")).isFalse();

        assertThat(caller.call("PUT", "/api/endpoints/new", "{\"upstream\": {\"url\": 5433}}")
                        .status())
                .isEqualTo(201);
        assertThat(caller.call("GET", "/api/endpoints").json().path("endpoints"))
                .hasSize(2);
        assertThat(caller.call("DELETE", "/api/endpoints/new").status()).isEqualTo(204);
        assertThat(caller.call("DELETE", "/api/endpoints/new").status()).isEqualTo(404);
    }

    @Test
    void whatIsStartedHereEndsWithThisRun() {
        caller.call("POST", "/api/tunnels", "{\"name\": \"gone\", \"addr\": \"5432\"}");
        caller.call("POST", "/endpoints", "{\"name\": \"kept\", \"upstream_url\": \"5432\"}");
        stop();
        start();

        assertThat(gateway.gateway().endpoints().stream().map(s -> s.endpoint().name()))
                .containsExactly("kept");
    }

    @Test
    void itsNumbersAreCounted() {
        caller.call("POST", "/api/endpoints", "{\"name\": \"db\", \"upstream\": {\"url\": \"5432\"}}");
        EndpointStatus status = gateway.gateway().endpoints().getFirst();
        for (int i = 1; i <= 6; i++) {
            gateway.engine().add(FakeConnection.to(status, i));
        }
        for (int i = 1; i <= 3; i++) {
            caller.call("DELETE", "/connections/cn_000000000000" + i);
        }
        gateway.awaitHistory(3);

        var connections = caller.call("GET", "/api/endpoints/db").json().at("/metrics/conns");
        assertThat(connections.path("count").asInt()).isEqualTo(6);
        assertThat(connections.path("gauge").asInt()).isEqualTo(3);
        assertThat(connections.path("rate1").asDouble()).isEqualTo(6 / 60.0);
        assertThat(connections.path("rate15").asDouble()).isEqualTo(6 / 900.0);
        assertThat(connections.path("p50").asLong()).isEqualTo(1_500_000_000);
        assertThat(connections.path("p99").asLong()).isEqualTo(1_500_000_000);
    }

    @Test
    void aPortInUseIsAFailureAndLeavesNothing() {
        gateway.engine().occupy(25432, ListenResult.Cause.PORT_IN_USE);

        Reply reply = caller.call(
                "POST", "/api/tunnels", "{\"name\": \"db\", \"addr\": \"5432\", \"remote_addr\": \"localhost:25432\"}");

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.json().path("error_code").asInt()).isEqualTo(103);
        assertThat(reply.text("/details/err")).contains("Port 25432 is in use");
        assertThat(gateway.gateway().endpoints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/tunnels | {} | addr: Write where to forward to",
                "/api/tunnels | {\"addr\": \"5432\", \"proto\": \"http\"} | ERR_NGROK_332",
                "/api/tunnels | {\"addr\": \"x:y:z\"} | upstream_url",
                "/api/tunnels | {\"addr\": \"5432\", \"colour\": 1} | colour",
                "/api/tunnels | {\"addr\": \"5432\", \"temporary\": true} | temporary",
                "/api/endpoints | {\"name\": \"a\"} | upstream_url",
                "/api/endpoints | {\"upstream\": {\"url\": 1, \"sort\": 2}} | upstream.sort",
                "/api/endpoints | nonsense | not JSON"
            })
    void whatIsWrongIsToldAsAnAgentDoes(String path, String body, String why) {
        Reply reply = caller.call("POST", path, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error_code").asInt()).isEqualTo(102);
        assertThat(reply.text("/details/err")).contains(why);
    }

    @Test
    void aNameThatIsTaken() {
        caller.call("POST", "/api/tunnels", "{\"name\": \"db\", \"addr\": \"5432\"}");

        Reply reply = caller.call("POST", "/api/tunnels", "{\"name\": \"db\", \"addr\": \"5432\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/details/err")).startsWith("name: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tunnels/none", "/api/endpoints/none"})
    void nothingHasThatName(String path) {
        for (String method : new String[] {"GET", "DELETE"}) {
            Reply reply = caller.call(method, path);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.json().path("error_code").asInt()).isEqualTo(100);
            assertThat(reply.message()).contains("'none'");
        }
    }
}
