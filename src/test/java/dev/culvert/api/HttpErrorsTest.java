package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request whatever it is about. {@link HttpCaller} checks the envelope of each answer. */
class HttpErrorsTest {

    private static final String LONG = "{\"description\": \"" + "x".repeat(600 * 1024) + "\"}";

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
    @ValueSource(strings = {"/", "/nothing", "/endpoints/a/b", "/api", "/api/status/x", "/a%20b"})
    void unknownPaths(String path) {
        Reply reply = caller.call("GET", path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("ERR_CULVERT_404");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/status, POST, GET",
        "/endpoints, PUT, 'GET, POST'",
        "/endpoints, DELETE, 'GET, POST'",
        "/endpoints/ep_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7, POST, 'DELETE, GET, PATCH'",
        "/endpoints/ep_2NPQ2yXQzGQ3kLOXFHDpYXlVpX7/heartbeat, GET, PUT",
        "/connections, POST, GET",
        "/connections/cn_0000000000001, PATCH, 'DELETE, GET'",
        "/connections, BREW, GET"
    })
    void wrongMethods(String path, String method, String allowed) {
        Reply reply = caller.call(method, path);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("ERR_CULVERT_405");
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.message()).contains(allowed);
    }

    @Test
    void aBodyOfAnnouncedLengthThatIsTooLong() {
        Reply reply = caller.call("POST", "/endpoints", LONG);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("ERR_CULVERT_413");
        assertThat(reply.message()).contains("512 KiB");
    }

    @Test
    void aBodyOfUnknownLengthThatIsTooLong() {
        Reply reply = caller.send(caller.request("POST", "/endpoints", "{}")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(LONG.getBytes(StandardCharsets.UTF_8))))
                .build());

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("ERR_CULVERT_413");
    }

    @Test
    void aBodyOfUnknownLengthIsRead() {
        Reply reply = caller.send(caller.request("POST", "/endpoints", "{}")
                .POST(BodyPublishers.ofInputStream(() ->
                        new ByteArrayInputStream("{\"upstream_url\": \"5432\"}".getBytes(StandardCharsets.UTF_8))))
                .build());

        assertThat(reply.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, 415, ERR_NGROK_216",
        "text/json, 415, ERR_NGROK_216",
        "application/json; charset=iso-8859-1, 415, ERR_NGROK_216",
        "application/json;charset=\"utf-8\", 201, ''",
        "APPLICATION/JSON, 201, ''"
    })
    void contentTypes(String type, int status, String code) {
        Reply reply = caller.send(caller.request("POST", "/endpoints", "{\"upstream_url\": \"5432\"}")
                .setHeader("Content-Type", type)
                .build());

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void noContentType() throws IOException {
        String reply = RawHttp.exchange(
                gateway.server().uri(),
                "POST /endpoints HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + gateway.key().value() + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertThat(reply).startsWith("HTTP/1.1 415 ").contains("ERR_NGROK_210");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"url\": }", "{\"url\": \"a\", \"url\": \"b\"}", "{} {}", "nonsense", "{'url': 1}"})
    void brokenJson(String body) {
        Reply reply = caller.call("POST", "/endpoints", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_213");
        assertThat(reply.message()).startsWith("The body is not JSON: ").contains("line 1, column ");
    }

    @Test
    void deeplyNestedJson() {
        Reply reply = caller.call("POST", "/endpoints", "[".repeat(100_000));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_213");
    }

    @Test
    void noBody() {
        Reply reply = caller.send(caller.request("POST", "/endpoints", "")
                .header("Content-Type", "application/json")
                .build());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_213");
        assertThat(reply.message()).contains("empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "5", "null", "true"})
    void jsonThatIsNoObject(String body) {
        Reply reply = caller.call("POST", "/endpoints", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_215");
        assertThat(reply.message()).contains("not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /endpoints HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /endpoints HTTP/1.1\r\n\r\n",
                "GET /end points HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void whatIsNoHttpHasTheEnvelopeToo(String request) throws IOException {
        String reply = RawHttp.exchange(gateway.server().uri(), request);

        assertThat(reply)
                .containsPattern("^HTTP/1.1 (400|505) ")
                .containsPattern("\"error_code\":\"ERR_CULVERT_(400|505)\"")
                .contains("\"operation_id\":\"op_")
                .doesNotContain("Exception");
    }

    @Test
    void aRefusedRequestLeavesTheConnectionUsable() throws IOException {
        String request = "POST /endpoints HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 4\r\n\r\n{\"a\"";
        String last = "GET /api/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        String reply = RawHttp.exchange(gateway.server().uri(), request + last);

        assertThat(reply).startsWith("HTTP/1.1 401 ").contains("HTTP/1.1 200 ");
    }
}
