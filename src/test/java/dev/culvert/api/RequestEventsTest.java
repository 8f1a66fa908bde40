package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.model.SampleExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events of HTTP requests. */
final class RequestEventsTest extends EventFixture {

    private static final String TYPE = "http_request_complete.v0";

    private void complete(int from, int to) {
        for (int i = from; i <= to; i++) {
            gateway.engine().complete(SampleExchange.of(7, i));
        }
        gateway.awaitRequests(to - from + 1);
    }

    private JsonNode events(String query) {
        Reply reply = caller.call("GET", "/events" + query);
        assertThat(reply.status()).as(reply.message()).isEqualTo(200);
        return reply.json().path("events");
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    @Test
    void the_shape_is_ngroks_and_more() {
        complete(3, 3);
        ObjectNode event = (ObjectNode) events("?type=" + TYPE).path(0);
        assertThat(event.remove("event_id").asString()).matches("ev_[0-9A-Za-z]{27}");
        assertThat(event.remove("account_id").asString()).matches("ac_[0-9A-Za-z]{27}");
        assertThat(event).isEqualTo(HttpCaller.json("""
                {"event_type": "http_request_complete.v0",
                 "event_timestamp": "2026-11-23T10:00:00.160456Z",
                 "object": {
                    "conn": {
                        "id": "cn_0000000000007",
                        "client_ip": "10.1.2.3",
                        "client_port": 4711,
                        "server_ip": "127.0.0.1",
                        "server_name": "localhost",
                        "server_port": 8000,
                        "start_ts": "2026-11-23T10:00:00.118456Z"},
                    "endpoint": {"id": "ep_1", "name": "web", "url": "tcp://localhost:8000"},
                    "http": {
                        "duration_ms": 7,
                        "request": {
                            "id": "rq_0000000000007_3",
                            "first_byte_ts": "2026-11-23T10:00:00.153456Z",
                            "body_length": 17,
                            "method": "POST",
                            "url": {
                                "scheme": "http",
                                "host": "shop.example:8000",
                                "path": "/orders/3",
                                "query": "page=2",
                                "raw": "http://shop.example:8000/orders/3?page=2"},
                            "version": "HTTP/1.1",
                            "user_agent": "curl/8.5.0"},
                        "response": {
                            "first_byte_ts": "2026-11-23T10:00:00.158456Z",
                            "last_byte_ts": "2026-11-23T10:00:00.160456Z",
                            "status_code": 200,
                            "body_length": 1003}},
                    "upstream": "tcp://localhost:3000"}}
                """));
    }

    @Test
    void what_the_policy_made_of_it_is_told() {
        gateway.engine().complete(SampleExchange.refused(7, 1));
        gateway.awaitRequests(1);
        JsonNode object = events("?type=" + TYPE).path(0).path("object");
        assertThat(object.at("/ip_policy/decision").asString()).isEqualTo("block");
        assertThat(object.path("rule").asString()).isEqualTo("office only");
        assertThat(object.at("/traffic_policy/logs/0/metadata/team").asString()).isEqualTo("blue");
        assertThat(object.has("upstream")).isFalse();
    }

    @Test
    void types_and_filters_choose_among_both_kinds_of_traffic() {
        complete(1, 10);
        connections(7, 8);
        assertThat(events("?type=" + TYPE)).hasSize(10);
        assertThat(events("?type=tcp_connection_closed.v0")).hasSize(2);
        assertThat(events("?filter=" + encoded("ev.http.response.status_code == 404")))
                .hasSize(2);
        assertThat(events("?filter=" + encoded("ev.conn.client_port == 7"))).hasSize(1);
        assertThat(events("?filter=" + encoded("ev.conn.client_port > 4"))).hasSize(12);
        assertThat(events("?limit=1&type=" + TYPE + "&filter=" + encoded("ev.http.request.url.path == '/orders/3'")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "type=http_request_complete.v0&filter=ev.close_reason%3D%3D'x',ERR_NGROK_5404",
        "type=tcp_connection_closed.v0&filter=ev.http.request.method%3D%3D'GET',ERR_NGROK_5404",
        "type=http_request_complete.v0&filter=size(ev.traffic_policy.logs)%3E1,ERR_NGROK_5406",
    })
    void a_filter_on_what_the_type_does_not_have_is_refused(String query, String code) {
        assertThat(caller.call("GET", "/events?" + query).code()).isEqualTo(code);
    }

    @Test
    void a_subscription_may_name_them_with_a_filter_and_fields() throws IOException {
        Path file = directory.resolve("requests.jsonl");
        String destination = made("/event_destinations", "{\"target\": {\"file\": {\"path\": \"" + file + "\"}}}")
                .path("id")
                .asString();
        made(
                "/event_subscriptions",
                "{\"destination_ids\": [\"" + destination + "\"], \"sources\": [{\"type\": \"" + TYPE
                        + "\", \"filter\": \"ev.http.response.status_code >= 400\","
                        + " \"fields\": [\"http.request.url.path\", \"http.response.status_code\"]}]}");
        connections(7);
        complete(1, 10);
        await().until(() -> Files.exists(file) && Files.readAllLines(file).size() == 2);
        List<String> lines = Files.readAllLines(file);
        assertThat(HttpCaller.json(lines.getFirst()).path("object")).isEqualTo(HttpCaller.json("""
                        {"http": {"request": {"url": {"path": "/orders/5"}}, "response": {"status_code": 404}}}
                        """));
        await().untilAsserted(() -> assertThat(caller.call("GET", "/event_destinations/" + destination)
                        .json()
                        .at("/delivery/waiting")
                        .asInt())
                .isZero());
    }

    @ParameterizedTest
    @CsvSource({
        "fields,[\"close_reason\"],ERR_NGROK_5403",
        "filter,\"ev.close_reason == 'x'\",ERR_NGROK_5404",
        "filter,\"size(ev.traffic_policy.logs) > 1\",ERR_NGROK_5406"
    })
    void a_subscription_to_what_the_type_does_not_have_is_refused(String field, String value, String code) {
        Reply reply = caller.call(
                "POST",
                "/event_subscriptions",
                "{\"sources\": [{\"type\": \"" + TYPE + "\", \"" + field + "\": " + value + "}]}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
    }
}
