package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.engine.FakeConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.SampleExchange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The HTTP requests of a connection, as the API tells them. */
final class RequestsTest extends EventFixture {

    private static final String PATH = "/connections/cn_0000000000007/requests";

    @Test
    void a_request_that_was_forwarded() {
        gateway.engine().complete(SampleExchange.of(7, 3));
        gateway.awaitRequests(1);
        Reply reply = caller.call("GET", PATH);
        assertThat(reply.status()).as(reply.message()).isEqualTo(200);
        assertThat(reply.json())
                .isEqualTo(HttpCaller.json("""
                {"requests": [{
                    "id": "rq_0000000000007_3",
                    "method": "POST",
                    "scheme": "http",
                    "host": "shop.example:8000",
                    "path": "/orders/3",
                    "query": "page=2",
                    "version": "HTTP/1.1",
                    "user_agent": "curl/8.5.0",
                    "upstream": "tcp://localhost:3000",
                    "start_ts": "2026-11-23T10:00:00.153456Z",
                    "end_ts": "2026-11-23T10:00:00.160456Z",
                    "duration_ms": 7.0,
                    "first_byte_ms": 5.0,
                    "status_code": 200,
                    "request_body_length": 17,
                    "response_body_length": 1003}],
                 "uri": "%1$s",
                 "next_page_uri": null}
                """.formatted(gateway.server().uri() + PATH)));
    }

    @Test
    void one_that_was_refused_and_one_without_an_answer() {
        gateway.engine().complete(SampleExchange.refused(7, 1));
        gateway.engine().complete(SampleExchange.of(7, 2, "", 0, DecisionRecord.NONE));
        gateway.awaitRequests(2);
        JsonNode requests = caller.call("GET", PATH).json().path("requests");
        JsonNode broken = requests.path(0);
        assertThat(broken.has("status_code")).isFalse();
        assertThat(broken.has("first_byte_ms")).isFalse();
        assertThat(broken.has("user_agent")).isFalse();
        assertThat(broken.path("error").asString()).isEqualTo("The upstream closed the connection.");
        JsonNode refused = requests.path(1);
        assertThat(refused.has("upstream")).isFalse();
        assertThat(refused.path("status_code").asInt()).isEqualTo(403);
        assertThat(refused.at("/decision/rule").asString()).isEqualTo("office only");
        assertThat(refused.at("/decision/action").asString()).isEqualTo("restrict-ips");
        assertThat(refused.at("/decision/logs/0/metadata/team").asString()).isEqualTo("blue");
    }

    @Test
    void pages_tell_every_request_once() {
        for (int i = 1; i <= 250; i++) {
            gateway.engine().complete(SampleExchange.of(7, i));
        }
        gateway.engine().complete(SampleExchange.of(8, 1));
        gateway.awaitRequests(251);
        List<String> seen = new ArrayList<>();
        String next = PATH + "?limit=60";
        while (next != null) {
            Reply page = caller.call("GET", next);
            page.json().path("requests").forEach(r -> seen.add(r.path("path").asString()));
            String uri = page.text("/next_page_uri");
            next = uri.isEmpty() ? null : uri.substring(uri.indexOf("/connections"));
        }
        assertThat(seen)
                .hasSize(250)
                .doesNotHaveDuplicates()
                .startsWith("/orders/250")
                .endsWith("/orders/1");
        assertThat(caller.call("GET", PATH).json().path("requests")).hasSize(100);
    }

    @Test
    void an_open_connection_without_requests_has_an_empty_list() {
        gateway.engine().add(FakeConnection.to(db, 7));
        Reply reply = caller.call("GET", PATH);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("requests")).isEmpty();
        assertThat(reply.json().path("next_page_uri").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/connections/cn_0000000000009/requests,404,ERR_NGROK_222",
        "/connections/x/requests,404,ERR_NGROK_222",
        "/connections/cn_0000000000007/requests?limit=0,400,ERR_NGROK_244",
        "/connections/cn_0000000000007/requests?limit=x,400,ERR_NGROK_233",
        "/connections/cn_0000000000007/requests?before_id=x,400,ERR_NGROK_227",
        "/connections/cn_0000000000007/requests?before_id=rq_0000000000007_0,400,ERR_NGROK_227",
        "/connections/cn_0000000000007/requests?before_id=rq_0000000000008_1,400,ERR_NGROK_227",
        "/connections/cn_0000000000007/requests?state=open,400,ERR_NGROK_231"
    })
    void what_is_wrong_is_said(String path, int status, String code) {
        gateway.engine().add(FakeConnection.to(db, 7));
        Reply reply = caller.call("GET", path);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }
}
