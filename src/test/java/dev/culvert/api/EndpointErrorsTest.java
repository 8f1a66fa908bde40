package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error that the endpoints' routes give, and that none of them leaves anything half-made. */
class EndpointErrorsTest {

    private static final String UNKNOWN = "ep_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7";

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"upstreams\": \"5432\"}                             | ERR_NGROK_214   | upstreams",
                "{\"upstream\": {\"uri\": \"5432\"}}                   | ERR_NGROK_214   | upstream.uri",
                "{\"upstream\": {\"protocol\": \"http2\"}}             | ERR_NGROK_214   | upstream.protocol",
                "{\"upstream\": \"5432\"}                              | ERR_NGROK_215   | upstream",
                "{\"id\": \"ep_x\", \"upstream_url\": \"5432\"}        | ERR_NGROK_214   | id",
                "{\"upstream_url\": true}                              | ERR_NGROK_215   | upstream_url",
                "{\"upstream_url\": 54.32}                             | ERR_NGROK_215   | upstream_url",
                "{\"upstream_url\": \"5432\", \"upstream\": {\"url\": \"5433\"}} | ERR_NGROK_215 | upstream.url",
                "{\"upstream_url\": \"5432\", \"name\": 5}             | ERR_NGROK_215   | name",
                "{\"upstream_url\": \"5432\", \"bindings\": \"public\"} | ERR_NGROK_215  | bindings",
                "{\"upstream_url\": \"5432\", \"bindings\": []}        | ERR_NGROK_215   | bindings",
                "{\"upstream_url\": \"5432\", \"bindings\": [\"public\", \"internal\"]} | ERR_NGROK_215 | bindings",
                "{\"upstream_url\": \"5432\", \"bindings\": [\"moon\"]} | ERR_NGROK_18007 | bindings",
                "{\"upstream_url\": \"5432\", \"enabled\": \"true\"}   | ERR_NGROK_215   | enabled",
                "{\"upstream_url\": \"5432\", \"temporary\": 1}        | ERR_NGROK_215   | temporary",
                "{\"upstream_url\": \"5432\", \"pooling_enabled\": {}} | ERR_NGROK_215   | pooling_enabled",
                "{\"upstream_url\": \"5432\", \"connect_timeout\": 3}  | ERR_NGROK_215   | connect_timeout",
                "{\"upstream_url\": \"5432\", \"connect_timeout\": \"soon\"} | ERR_NGROK_215 | connect_timeout",
                "{\"upstream_url\": \"5432\", \"client_idle_timeout\": \"-1s\"} | ERR_NGROK_215 | client_idle_timeout",
                "{\"upstream_url\": \"5432\", \"server_idle_timeout\": \"\"} | ERR_NGROK_215 | server_idle_timeout",
                "{\"upstream_url\": \"5432\", \"max_lifetime\": \"99999d\"} | ERR_NGROK_215 | max_lifetime",
                "{\"upstream_url\": \"5432\", \"max_connections\": \"3\"} | ERR_NGROK_215 | max_connections",
                "{\"upstream_url\": \"5432\", \"max_connections\": -1} | ERR_NGROK_2215  | max_connections",
                "{\"upstream_url\": \"5432\", \"upstream_proxy_protocol\": \"3\"} | ERR_NGROK_215 | upstream_proxy_protocol",
                "{\"upstream_url\": \"5432\", \"type\": \"edge\"}      | ERR_NGROK_248   | type",
                "{\"upstream_url\": \"\"}                              | ERR_NGROK_215   | upstream_url",
                "{}                                                    | ERR_NGROK_215   | upstream_url",
                "{\"upstream_url\": \"5432\", \"url\": \"tcp://localhost\"} | ERR_NGROK_18003 | url",
                "{\"upstream_url\": \"5432\", \"url\": \"tcp://localhost:x\"} | ERR_NGROK_18001 | url",
                "{\"upstream_url\": \"5432\", \"url\": \"http://localhost:80\"} | ERR_NGROK_18022 | url",
                "{\"upstream_url\": \"5432\", \"url\": \"tcp://localhost:80/\"} | ERR_NGROK_9038 | url",
                "{\"upstream_url\": \"5432\", \"url\": \"tcp://localhost:80/x\"} | ERR_NGROK_9037 | url",
                "{\"upstream_url\": \"5432\", \"url\": \"tcp://elsewhere.example:80\"} | ERR_NGROK_307 | url",
                "{\"type\": \"cloud\", \"url\": \"tcp://localhost:25000\"} | ERR_NGROK_18011 | traffic_policy",
                "{\"type\": \"cloud\", \"traffic_policy\": \"x\"}      | ERR_NGROK_18003 | url"
            })
    void aFieldThatIsWrong(String body, String code, String field) {
        Reply reply = caller.call("POST", "/endpoints", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("/details/field")).isEqualTo(field);
        assertThat(reply.message()).startsWith(field + ": ").matches("(?s).*[.?]");
        assertThat(gateway.gateway().endpoints()).isEmpty();
    }

    @Test
    void textsThatAreTooLong() {
        Reply description = caller.call(
                "POST", "/endpoints", "{\"upstream_url\": \"1\", \"description\": \"" + "x".repeat(256) + "\"}");
        Reply metadata = caller.call(
                "POST", "/endpoints", "{\"upstream_url\": \"1\", \"metadata\": \"" + "x".repeat(4097) + "\"}");

        assertThat(description.code()).isEqualTo("ERR_NGROK_18012");
        assertThat(metadata.code()).isEqualTo("ERR_NGROK_18013");
    }

    @Test
    void severalProblemsAreAllTold() {
        Reply reply =
                caller.call("POST", "/endpoints", "{\"url\": \"tcp://localhost\", \"connect_timeout\": \"soon\"}");

        assertThat(reply.code()).isEqualTo("ERR_NGROK_18003");
        assertThat(reply.json().at("/details/errors").size()).isEqualTo(3);
        assertThat(reply.text("/details/errors/0/field")).isEqualTo("url");
        assertThat(reply.text("/details/errors/1/field")).isEqualTo("upstream_url");
        assertThat(reply.text("/details/errors/2/field")).isEqualTo("connect_timeout");
        assertThat(reply.text("/details/errors/2/code")).isEqualTo("ERR_NGROK_215");
        assertThat(reply.text("/details/errors/2/message")).contains("'soon' is not a duration");
    }

    @ParameterizedTest
    @CsvSource({"agent, true, ERR_NGROK_334", "cloud, true, ERR_NGROK_18016", "cloud, false, ERR_NGROK_18017"})
    void aUrlThatIsTaken(String type, boolean enabled, String code) {
        caller.call("POST", "/endpoints", "{\"url\": \"tcp://localhost:25432\", \"upstream_url\": \"5432\"}");
        String upstream = type.equals("agent") ? "\"upstream_url\": \"1\", " : "";

        Reply reply = caller.call("POST", "/endpoints", """
                {%s"type": "%s", "enabled": %s, "url": "tcp://localhost:25432", "traffic_policy": "on_tcp_connect: [{actions: [{type: deny}]}]"}
                """.formatted(upstream, type, enabled));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.message()).startsWith("url: ");
        assertThat(gateway.gateway().endpoints()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"description\": null}", "{\"id\": \"ep_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7\"}"})
    void aChangeOfNothing(String body) {
        String id = caller.call("POST", "/endpoints", "{\"upstream_url\": \"5432\"}")
                .text("/id");

        Reply reply = caller.call("PATCH", "/endpoints/" + id, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_18004");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"temporary\": true}          | ERR_NGROK_214   | temporary",
                "{\"type\": \"cloud\"}          | ERR_NGROK_215   | type",
                "{\"url\": \"tcp://localhost\"} | ERR_NGROK_18003 | url",
                "{\"enabled\": 0}               | ERR_NGROK_215   | enabled"
            })
    void aChangeThatIsWrongChangesNothing(String body, String code, String field) {
        Reply made = caller.call("POST", "/endpoints", "{\"upstream_url\": \"5432\"}");

        Reply reply = caller.call("PATCH", "/endpoints/" + made.text("/id"), body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("/details/field")).isEqualTo(field);
        assertThat(caller.call("GET", "/endpoints/" + made.text("/id")).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /endpoints/%s, ''",
        "PATCH, /endpoints/%s, '{\"name\": \"x\"}'",
        "DELETE, /endpoints/%s, ''",
        "PUT, /endpoints/%s/heartbeat, ''"
    })
    void whatDoesNotExist(String method, String path, String body) {
        for (String id : new String[] {UNKNOWN, "ep_short", "x", "ra_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7"}) {
            Reply reply = caller.call(method, path.formatted(id), body);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("ERR_NGROK_222");
            assertThat(reply.message()).contains(id);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit=x, ERR_NGROK_233, limit",
        "limit=0, ERR_NGROK_244, limit",
        "limit=101, ERR_NGROK_244, limit",
        "limit=-1, ERR_NGROK_244, limit",
        "before_id=x, ERR_NGROK_227, before_id",
        "colour=red, ERR_NGROK_231, colour",
        "filter=x, ERR_NGROK_250, filter",
        "limit=1&limit=2, ERR_NGROK_232, limit"
    })
    void parametersOfTheList(String query, String code, String parameter) {
        Reply reply = caller.call("GET", "/endpoints?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("/details/field")).isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, connections=maybe, ERR_NGROK_215",
        "DELETE, connections=maybe, ERR_NGROK_215",
        "DELETE, connections=keep, ERR_NGROK_215",
        "DELETE, force=true, ERR_NGROK_231",
        "GET, limit=1, ERR_NGROK_231"
    })
    void parametersOfAnEndpoint(String method, String query, String code) {
        Reply made = caller.call("POST", "/endpoints", "{\"upstream_url\": \"5432\"}");
        String body = method.equals("PATCH") ? "{\"name\": \"changed\"}" : "";

        Reply reply = caller.call(method, "/endpoints/" + made.text("/id") + "?" + query, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("/details/field")).isEqualTo(query.substring(0, query.indexOf('=')));
        assertThat(caller.call("GET", "/endpoints/" + made.text("/id")).json()).isEqualTo(made.json());
    }

    @Test
    void createAndStatusTakeNoParameters() {
        assertThat(caller.call("POST", "/endpoints?dry_run=1", "{\"upstream_url\": \"5432\"}")
                        .code())
                .isEqualTo("ERR_NGROK_231");
        assertThat(caller.call("GET", "/api/status?x=1").code()).isEqualTo("ERR_NGROK_231");
        assertThat(gateway.gateway().endpoints()).isEmpty();
    }

    @Test
    void aGatewayThatStopsSaysSo() {
        gateway.gateway().stop(Duration.ZERO);

        Reply reply = caller.call("POST", "/endpoints", "{\"upstream_url\": \"5432\"}");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("ERR_CULVERT_503");
    }

    @Test
    void aFaultInsideIsNotShown() {
        gateway.engine().breakDown();

        Reply reply = caller.call("POST", "/endpoints", "{\"upstream_url\": \"5432\"}");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo("ERR_CULVERT_500");
        assertThat(reply.response().body()).doesNotContain("told by the test");
    }
}
