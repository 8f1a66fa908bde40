package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.culvert.api.HttpCaller.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where events go, as ngrok's clients say it. */
final class EventDestinationsTest extends EventFixture {

    private static final String PATH = "/event_destinations";

    @Test
    void they_come_change_and_go() {
        JsonNode made = made(
                PATH,
                "{\"description\": \"d\", \"metadata\": \"m\", \"format\": \"json\", \"target\": {\"file\": {\"path\": \"e.jsonl\"},"
                        + " \"kinesis\": null, \"datadog\": null}}");
        String id = made.path("id").asString();
        assertThat(id).matches("ed_[0-9A-Za-z]{27}");
        assertThat(made.path("uri").asString()).isEqualTo(gateway.server().uri() + PATH + "/" + id);
        assertThat(made.path("created_at").asString()).endsWith("Z");
        assertThat(made.path("format").asString()).isEqualTo("json");
        assertThat(made.at("/target/file/path").asString()).isEqualTo("e.jsonl");
        assertThat(made.at("/target/file/max_bytes").asLong()).isEqualTo(10485760);
        assertThat(made.at("/target/file/keep").isIntegralNumber()).isTrue();
        for (String other :
                List.of("firehose", "kinesis", "cloudwatch_logs", "datadog", "azure_logs_ingestion", "debug")) {
            assertThat(made.path("target").has(other)).isTrue();
            assertThat(made.path("target").path(other).isNull()).isTrue();
        }
        Reply changed = caller.call(
                "PATCH",
                PATH + "/" + id,
                "{\"id\": \"" + id
                        + "\", \"metadata\": \"x\", \"target\": {\"file\": {\"path\": \"f.jsonl\", \"keep\": \"2\"}}}");
        assertThat(changed.status()).as(changed.message()).isEqualTo(200);
        assertThat(changed.text("/description")).isEqualTo("d");
        assertThat(changed.text("/metadata")).isEqualTo("x");
        assertThat(changed.text("/target/file/path")).isEqualTo("f.jsonl");
        assertThat(changed.json().at("/target/file/keep").asInt()).isEqualTo(2);
        Reply got = caller.call("GET", PATH + "/" + id);
        assertThat(got.json().path("target")).isEqualTo(changed.json().path("target"));
        assertThat(caller.call("GET", PATH).text("/event_destinations/0/id")).isEqualTo(id);
        assertThat(caller.call("DELETE", PATH + "/" + id).status()).isEqualTo(204);
        assertThat(caller.call("GET", PATH + "/" + id).code()).isEqualTo("ERR_NGROK_5103");
    }

    @Test
    void lists_have_pages_the_newest_first() {
        String first = fileDestination("1");
        String second = fileDestination("2");
        Reply page = caller.call("GET", PATH + "?limit=1");
        assertThat(page.text("/event_destinations/0/id")).isEqualTo(second);
        String next = page.text("/next_page_uri");
        Reply last = caller.call("GET", next.substring(next.indexOf(PATH)));
        assertThat(last.text("/event_destinations/0/id")).isEqualTo(first);
        assertThat(last.json().path("next_page_uri").isNull()).isTrue();
        assertThat(caller.call("GET", PATH + "?before_id=esb_1").code()).isEqualTo("ERR_NGROK_227");
        assertThat(caller.call("GET", PATH + "?colour=red").code()).isEqualTo("ERR_NGROK_231");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | ERR_NGROK_5100 | target: Say where",
                "{'target': {}}                                        | ERR_NGROK_5100 | file, webhook, syslog, otlp, debug",
                "{'target': {'datadog': {'api_key': 'k'}}}             | ERR_NGROK_5100 | target.datadog: Culvert cannot send",
                "{'target': {'kinesis': {}}}                           | ERR_NGROK_5100 | file, webhook, syslog, otlp, debug",
                "{'target': {'carrier_pigeon': {}}}                    | ERR_NGROK_5100 | There is no target 'carrier_pigeon'",
                "{'target': {'debug': {}, 'file': {'path': 'x'}}}      | ERR_NGROK_5115 | one target",
                "{'target': 'file'}                                    | ERR_NGROK_215  | write an object",
                "{'target': {'file': 'x'}}                             | ERR_NGROK_215  | target.file: ",
                "{'target': {'file': {}}}                              | ERR_NGROK_215  | target.file.path: Write",
                "{'target': {'file': {'path': ['x']}}}                 | ERR_NGROK_215  | target.file.path: ",
                "{'target': {'file': {'path': 'x', 'size': 1}}}        | ERR_NGROK_214  | target.file.size: ",
                "{'target': {'file': {'path': 'x', 'keep': -1}}}       | ERR_NGROK_215  | from 0 to 1000",
                "{'target': {'file': {'path': 'x', 'max_bytes': 1}}}   | ERR_NGROK_215  | from 4096",
                "{'target': {'webhook': {'url': 'ftp://x'}}}           | ERR_NGROK_215  | target.webhook.url: ",
                "{'target': {'webhook': {'url': 'http://h', 'secret': 'x'}}} | ERR_NGROK_215 | target.webhook.secret: ",
                "{'target': {'webhook': {'url': 'http://h', 'headers': {'Host': 'x'}}}} | ERR_NGROK_215 | headers.Host: ",
                "{'target': {'webhook': {'url': 'http://h', 'headers': {'a b': 'x'}}}} | ERR_NGROK_215 | not the name of a header",
                "{'target': {'otlp': {'url': 'localhost:4318'}}}       | ERR_NGROK_215  | http://localhost:4318/v1/logs",
                "{'target': {'syslog': {'host': 'h', 'port': 0}}}      | ERR_NGROK_215  | target.syslog.port: ",
                "{'target': {'syslog': {'host': 'h:514'}}}             | ERR_NGROK_215  | without a port",
                "{'target': {'syslog': {'host': 'h', 'transport': 'x'}}} | ERR_NGROK_215 | tcp, udp",
                "{'target': {'syslog': {'host': 'h', 'facility': 'x'}}} | ERR_NGROK_215 | local0",
                "{'target': {'syslog': {'host': 'h', 'app_name': 'a b'}}} | ERR_NGROK_215 | app_name: ",
                "{'target': {'debug': {'callback_url': 'http://x'}}}   | ERR_NGROK_215  | webhook",
                "{'target': {'debug': {}}, 'format': 'xml'}            | ERR_NGROK_215  | format: 'xml'",
                "{'target': {'debug': {}}, 'colour': 'red'}            | ERR_NGROK_214  | colour: ",
                "{'target': {'debug': {}}, 'metadata': 1}              | ERR_NGROK_215  | metadata: ",
                "{'target': {'debug': {}}, 'verify_with_test_event': 'yes'} | ERR_NGROK_215 | true or false"
            })
    void what_is_wrong_is_said(String body, String code, String words) {
        Reply reply = caller.call("POST", PATH, body.replace('\'', '"'));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.message()).contains(words);
        assertThat(caller.call("GET", PATH).json().path("event_destinations")).isEmpty();
    }

    @Test
    void texts_have_a_length_and_a_file_has_one_writer() {
        assertThat(caller.call(
                                "POST",
                                PATH,
                                "{\"target\": {\"debug\": {}}, \"description\": \"" + "x".repeat(256) + "\"}")
                        .message())
                .contains("256 characters");
        String first = fileDestination("same");
        Reply second = caller.call("POST", PATH, "{\"target\": {\"file\": {\"path\": \"same\"}}}");
        assertThat(second.code()).isEqualTo("ERR_NGROK_215");
        assertThat(second.message()).contains(first);
    }

    @Test
    void a_target_cannot_become_another_kind() {
        String id = fileDestination("e");
        Reply reply = caller.call("PATCH", PATH + "/" + id, "{\"target\": {\"debug\": {\"log\": true}}}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_5108");
    }

    @Test
    void one_that_is_used_cannot_be_deleted() {
        String id = fileDestination("e");
        String subscription = subscription("tcp_connection_closed.v0", id);
        Reply refused = caller.call("DELETE", PATH + "/" + id);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("ERR_NGROK_5112");
        assertThat(refused.message()).contains(subscription);
        assertThat(caller.call("DELETE", "/event_subscriptions/" + subscription).status())
                .isEqualTo(204);
        assertThat(caller.call("DELETE", PATH + "/" + id).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "PATCH,{}", "DELETE,''"})
    void unknown_ids(String method, String body) {
        String unknown = PATH + "/ed_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7";
        assertThat(caller.call(method, unknown, body).code()).isEqualTo("ERR_NGROK_5103");
        Reply malformed = caller.call(method, PATH + "/ep_1", body);
        assertThat(malformed.status()).isEqualTo(404);
        assertThat(malformed.code()).isEqualTo("ERR_NGROK_222");
        assertThat(caller.call("POST", unknown + "/test").code()).isEqualTo("ERR_NGROK_5103");
    }

    @Test
    void secrets_are_shown_once_and_kept() {
        JsonNode made = made(
                PATH,
                "{\"target\": {\"webhook\": {\"url\": \"http://127.0.0.1:1/\", \"headers\": {\"X-Key\": \"k\"}}}}");
        String id = made.path("id").asString();
        assertThat(made.at("/target/webhook/secret").asString()).matches("whsec_[0-9A-Za-z+/]{43}=");
        assertThat(made.at("/target/webhook/headers/X-Key").asString()).isEqualTo("k");
        Reply got = caller.call("GET", PATH + "/" + id);
        assertThat(got.text("/target/webhook/secret")).isEqualTo("********");
        assertThat(got.text("/target/webhook/headers/X-Key")).isEqualTo("********");
        // what was read is written back with another URL
        Reply changed = caller.call(
                "PATCH",
                PATH + "/" + id,
                "{\"target\": {\"webhook\": {\"url\": \"http://127.0.0.1:2/\", \"secret\": \"********\","
                        + " \"headers\": {\"X-Key\": \"********\"}}}}");
        assertThat(changed.status()).as(changed.message()).isEqualTo(200);
        var target =
                gateway.gateway().events().destinations().get(id).orElseThrow().target();
        assertThat(target.settings())
                .containsEntry("url", "http://127.0.0.1:2/")
                .containsEntry("secret", made.at("/target/webhook/secret").asString())
                .containsEntry("headers.X-Key", "k");
        assertThat(caller.call("GET", "/events").response().body())
                .doesNotContain("whsec_")
                .doesNotContain("\"k\"");
    }

    @Test
    void a_test_event_arrives_or_the_reason_is_said() throws IOException {
        String id = fileDestination("sub/e.jsonl");
        Reply sent = caller.call("POST", PATH + "/" + id + "/test");
        assertThat(sent.status()).isEqualTo(200);
        JsonNode line = new JsonMapper().readTree(Files.readString(directory.resolve("sub/e.jsonl")));
        assertThat(line).isEqualTo(sent.json().path("event"));
        assertThat(line.path("event_type").asString()).isEqualTo("event_destination_test.v0");
        assertThat(line.at("/object/destination/id").asString()).isEqualTo(id);

        String dead = made(PATH, "{\"target\": {\"webhook\": {\"url\": \"http://127.0.0.1:1/\"}}}")
                .path("id")
                .asString();
        Reply failed = caller.call("POST", PATH + "/" + dead + "/test");
        assertThat(failed.status()).isEqualTo(502);
        assertThat(failed.message()).contains("http://127.0.0.1:1/ cannot be reached");
    }

    @Test
    void a_destination_can_be_verified_before_it_is_made() {
        Reply refused = caller.call(
                "POST",
                PATH,
                "{\"verify_with_test_event\": true, \"target\": {\"syslog\": {\"host\": \"127.0.0.1\", \"port\": 1}}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("ERR_NGROK_5122");
        assertThat(refused.message()).contains("127.0.0.1:1 cannot be reached");
        assertThat(caller.call("GET", PATH).json().path("event_destinations")).isEmpty();
        made(PATH, "{\"verify_with_test_event\": true, \"target\": {\"debug\": {\"log\": true}}}");
    }

    @Test
    void how_it_is_doing_is_told() {
        String good = fileDestination("e");
        String dead = made(PATH, "{\"target\": {\"webhook\": {\"url\": \"http://127.0.0.1:1/\"}}}")
                .path("id")
                .asString();
        subscription("tcp_connection_closed.v0", good);
        subscription("tcp_connection_closed.v0", dead);
        connections(1, 2, 3);
        await().untilAsserted(() -> {
            JsonNode delivery = caller.call("GET", PATH + "/" + good).json().path("delivery");
            assertThat(delivery.path("delivered").asInt()).isEqualTo(3);
            assertThat(delivery.path("waiting").asInt()).isZero();
            assertThat(delivery.path("expired").asInt()).isZero();
            assertThat(delivery.path("status").asString()).isEqualTo("up_to_date");
            assertThat(delivery.path("last_delivered_at").asString()).endsWith("Z");
            assertThat(delivery.path("last_error").isNull()).isTrue();
        });
        await().untilAsserted(() -> {
            JsonNode delivery = caller.call("GET", PATH + "/" + dead).json().path("delivery");
            assertThat(delivery.path("delivered").asInt()).isZero();
            assertThat(delivery.path("waiting").asInt()).isEqualTo(3);
            assertThat(delivery.path("status").asString()).isEqualTo("failing");
            assertThat(delivery.path("failing_since").asString()).endsWith("Z");
            assertThat(delivery.path("last_error").asString()).contains("cannot be reached");
        });
    }

    @Test
    void there_are_so_many_at_the_most() {
        for (int i = 0; i < 100; i++) {
            made(PATH, "{\"target\": {\"debug\": {}}}");
        }
        Reply refused = caller.call("POST", PATH, "{\"target\": {\"debug\": {}}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("ERR_NGROK_5102");
    }

    @Test
    void what_fails_can_be_skipped() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String id = made(
                            PATH,
                            "{\"target\": {\"webhook\": {\"url\": \"http://localhost:"
                                    + server.getAddress().getPort() + "\"}}}")
                    .path("id")
                    .asString();
            String one = PATH + "/" + id;
            subscription("tcp_connection_closed.v0", id);
            Reply early = caller.call("POST", one + "/skip");
            assertThat(early.status()).isEqualTo(409);
            assertThat(early.message()).contains("there is none to skip");

            connections(1);
            await().until(() -> caller.call("GET", one).text("/delivery/status").equals("failing"));
            Reply skipped = caller.call("POST", one + "/skip");

            assertThat(skipped.status()).as(skipped.message()).isEqualTo(200);
            assertThat(skipped.json().at("/delivery/skipped").asLong()).isEqualTo(1);
            Reply event = caller.call("GET", "/events/" + skipped.text("/delivery/last_skipped_event_id"));
            assertThat(event.text("/event_type")).isEqualTo("tcp_connection_closed.v0");
            assertThat(caller.call("POST", PATH + "/ed_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7/skip")
                            .code())
                    .isEqualTo("ERR_NGROK_5103");
        } finally {
            server.stop(0);
        }
    }
}
