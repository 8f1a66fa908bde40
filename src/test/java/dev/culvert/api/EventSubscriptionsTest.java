package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.api.HttpCaller.Reply;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which events go where, as ngrok's clients say it. */
final class EventSubscriptionsTest extends EventFixture {

    private static final String PATH = "/event_subscriptions";
    private static final String UNKNOWN = PATH + "/esb_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7";
    private static final String CLOSED = "tcp_connection_closed.v0";

    @Test
    void they_come_change_and_go() {
        String destination = fileDestination("e");
        JsonNode made = made(
                PATH,
                "{\"description\": \"d\", \"metadata\": \"m\", \"sources\": [{\"type\": \"ip_policy_created.v0\"},"
                        + " {\"type\": \"tcp_connection_closed.v0\"}], \"destination_ids\": [\"" + destination
                        + "\"]}");
        String id = made.path("id").asString();
        assertThat(id).matches("esb_[0-9A-Za-z]{27}");
        assertThat(made.path("uri").asString()).isEqualTo(gateway.server().uri() + PATH + "/" + id);
        assertThat(made.path("created_at").asString()).endsWith("Z");
        assertThat(made.at("/sources/0/type").asString()).isEqualTo("ip_policy_created.v0");
        assertThat(made.at("/sources/0/uri").asString())
                .isEqualTo(made.path("uri").asString() + "/sources/ip_policy_created.v0");
        assertThat(made.at("/destinations/0/id").asString()).isEqualTo(destination);
        assertThat(made.at("/destinations/0/uri").asString()).endsWith("/event_destinations/" + destination);
        Reply changed = caller.call(
                "PATCH", PATH + "/" + id, "{\"id\": \"" + id + "\", \"description\": \"x\", \"destination_ids\": []}");
        assertThat(changed.text("/description")).isEqualTo("x");
        assertThat(changed.text("/metadata")).isEqualTo("m");
        assertThat(changed.json().path("destinations")).isEmpty();
        assertThat(changed.json().path("sources")).hasSize(2);
        assertThat(caller.call("GET", PATH + "/" + id).json()).isEqualTo(changed.json());
        assertThat(caller.call("GET", PATH + "?limit=5").text("/event_subscriptions/0/id"))
                .isEqualTo(id);
        assertThat(caller.call("DELETE", PATH + "/" + id).status()).isEqualTo(204);
        assertThat(caller.call("GET", PATH + "/" + id).code()).isEqualTo("ERR_NGROK_5123");
    }

    @Test
    void sources_are_resources_of_their_own() {
        String id = made(PATH, "{}").path("id").asString();
        String sources = PATH + "/" + id + "/sources";
        Reply made = caller.call(
                "POST",
                sources,
                "{\"subscription_id\": \"" + id + "\", \"type\": \"tcp_connection_closed.v0\","
                        + " \"filter\": \"ev.conn.client_ip == '192.0.2.1'\", \"fields\": [\"conn.client_ip\"]}");
        assertThat(made.status()).as(made.message()).isEqualTo(201);
        assertThat(made.text("/type")).isEqualTo(CLOSED);
        assertThat(made.text("/uri")).isEqualTo(gateway.server().uri() + sources + "/" + CLOSED);
        assertThat(made.text("/filter")).isEqualTo("ev.conn.client_ip == '192.0.2.1'");
        assertThat(made.text("/fields/0")).isEqualTo("conn.client_ip");
        Reply list = caller.call("GET", sources);
        assertThat(list.json().path("sources")).hasSize(1);
        assertThat(list.text("/uri")).endsWith(sources);
        assertThat(list.json().has("next_page_uri")).isFalse();
        assertThat(caller.call("GET", sources + "/" + CLOSED).json()).isEqualTo(made.json());
        Reply changed = caller.call("PATCH", sources + "/" + CLOSED, "{\"filter\": \"\"}");
        assertThat(changed.json().has("filter")).isFalse();
        assertThat(changed.text("/fields/0")).isEqualTo("conn.client_ip");
        Reply another = caller.call("PATCH", sources + "/" + CLOSED, "{\"type\": \"endpoint_created.v0\"}");
        assertThat(another.text("/type")).isEqualTo("endpoint_created.v0");
        assertThat(another.json().has("fields")).isFalse();
        assertThat(caller.call("GET", sources + "/" + CLOSED).code()).isEqualTo("ERR_NGROK_5125");
        assertThat(caller.call("DELETE", sources + "/endpoint_created.v0").status())
                .isEqualTo(204);
        Reply gone = caller.call("DELETE", sources + "/endpoint_created.v0");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.code()).isEqualTo("ERR_NGROK_5125");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sources': [{'type': 'http_request_begun.v0'}]} | ERR_NGROK_215 | sources[0].type: ",
                "{'sources': [{}]}                               | ERR_NGROK_215 | sources[0].type: Say",
                "{'sources': 'x'}                                | ERR_NGROK_215 | sources: ",
                "{'sources': ['x']}                              | ERR_NGROK_215 | sources[0]: ",
                "{'sources': [{'type': 'CLOSED', 'x': 1}]}       | ERR_NGROK_214 | sources[0].x: ",
                "{'sources': [{'type': 'CLOSED'}, {'type': 'CLOSED'}]} | ERR_NGROK_5127 | twice",
                "{'sources': [{'type': 'CLOSED', 'fields': ['conn.shoe_size']}]} | ERR_NGROK_5403 | conn.client_ip",
                "{'sources': [{'type': 'CLOSED', 'fields': 'x'}]} | ERR_NGROK_215 | fields: ",
                "{'sources': [{'type': 'CLOSED', 'filter': 'ev.conn.client_id == 1'}]} | ERR_NGROK_5404 | did you mean 'ev.conn.client_i",
                "{'sources': [{'type': 'CLOSED', 'filter': 'ev.conn.bytes_in'}]} | ERR_NGROK_5404 | true or false",
                "{'sources': [{'type': 'CLOSED', 'filter': 'ev.conn.bytes_in >'}]} | ERR_NGROK_5404 | column",
                "{'sources': [{'type': 'CLOSED', 'filter': 'conn.bytes_in > 1'}]} | ERR_NGROK_5404 | called 'ev'",
                "{'sources': [{'type': 'CLOSED', 'filter': 'size(ev.traffic_policy.logs) > 1'}]} | ERR_NGROK_5406 | traffic_policy.logs",
                "{'sources': [{'type': 'endpoint_created.v0', 'fields': ['id']}]} | ERR_NGROK_5401 | whole",
                "{'sources': [{'type': 'endpoint_created.v0', 'filter': 'true'}]} | ERR_NGROK_5402 | no filter",
                "{'destination_ids': ['ed_1']}                   | ERR_NGROK_5103 | ed_1",
                "{'destination_ids': 'ed_1'}                     | ERR_NGROK_215 | array of strings",
                "{'colour': 'red'}                               | ERR_NGROK_214 | colour: "
            })
    void what_is_wrong_is_said(String body, String code, String words) {
        Reply reply = caller.call(
                "POST", PATH, body.replace("'", "\"").replace("CLOSED", CLOSED).replace("\"\"", "''"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.message()).contains(words);
        assertThat(caller.call("GET", PATH).json().path("event_subscriptions")).isEmpty();
    }

    @Test
    void a_subscription_has_so_many_destinations() {
        String id = fileDestination("e");
        assertThat(caller.call("POST", PATH, "{\"destination_ids\": [\"" + id + "\", \"" + id + "\"]}")
                        .code())
                .isEqualTo("ERR_NGROK_215");
        List<String> many = IntStream.range(0, 26)
                .mapToObj(i -> "\"" + fileDestination("f" + i) + "\"")
                .toList();
        assertThat(caller.call("POST", PATH, "{\"destination_ids\": [" + String.join(",", many) + "]}")
                        .code())
                .isEqualTo("ERR_NGROK_5126");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,'',''",
        "PATCH,'',{}",
        "DELETE,'',''",
        "GET,/sources,''",
        "POST,/sources,{}",
        "GET,/sources/x,''",
        "PATCH,/sources/x,{}",
        "DELETE,/sources/x,''"
    })
    void unknown_ids(String method, String more, String body) {
        Reply reply = caller.call(method, UNKNOWN + more, body);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_5123");
        assertThat(caller.call(method, PATH + "/x" + more, body).code()).isEqualTo("ERR_NGROK_222");
    }

    @Test
    void a_filter_and_fields_choose_what_is_told() throws Exception {
        String destination = fileDestination("e");
        made(
                PATH,
                "{\"destination_ids\": [\"" + destination + "\"], \"sources\": [{\"type\": \"" + CLOSED
                        + "\", \"filter\": \"inCidrRange(ev.conn.client_ip, '192.0.2.0/24') && ev.conn.client_port in [8, 9]\","
                        + " \"fields\": [\"conn.client_port\", \"close_reason\", \"endpoint.name\"]}]}");
        connections(7, 8, 9, 10);
        await().until(() -> Files.exists(directory.resolve("e"))
                && Files.readAllLines(directory.resolve("e")).size() == 2);
        List<String> lines = Files.readAllLines(directory.resolve("e"));
        JsonNode event = new JsonMapper().readTree(lines.getFirst());
        assertThat(event.path("object").toString())
                .isEqualTo("{\"conn\":{\"client_port\":8},\"endpoint\":{\"name\":\"db\"},"
                        + "\"close_reason\":\"client_closed\"}");
        assertThat(event.path("event_id").asString()).startsWith("ev_");
    }

    @Test
    void only_what_comes_after_it_is_told() throws Exception {
        String destination = fileDestination("e");
        connections(1);
        subscription(CLOSED, destination);
        connections(2);
        await().until(() -> Files.exists(directory.resolve("e")));
        assertThat(Files.readString(directory.resolve("e")))
                .contains("cn_0000000000002")
                .doesNotContain("cn_0000000000001");
    }

    @Test
    void there_are_so_many_at_the_most() {
        for (int i = 0; i < 100; i++) {
            made(PATH, "{}");
        }
        Reply refused = caller.call("POST", PATH, "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("ERR_NGROK_5131");
    }

    @Test
    void who_wants_changes_only_is_not_told_of_connections() throws Exception {
        String destination = fileDestination("e");
        subscription("ip_policy_created.v0", destination);
        connections(1, 2, 3);
        made("/ip_policies", "{\"description\": \"first\"}");
        connections(4, 5);
        made("/ip_policies", "{\"description\": \"second\"}");
        await().until(() -> Files.exists(directory.resolve("e"))
                && Files.readAllLines(directory.resolve("e")).size() == 2);
        assertThat(Files.readString(directory.resolve("e")))
                .contains("first", "second")
                .doesNotContain("cn_");
        await().until(() -> caller.call("GET", "/event_destinations/" + destination)
                        .json()
                        .at("/delivery/waiting")
                        .asInt()
                == 0);
    }
}
