package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.api.HttpCaller.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

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

    private HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(gateway.server().uri().resolve(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/endpoints", "/endpoints/x", "/connections", "/connections/x", "/api/other", "/", "/x"})
    void withoutAKeyNothingIsTold(String path) {
        Reply reply = caller.send(bare(path).build());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_200");
        assertThat(reply.message()).contains("Authorization: Bearer");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void aHeaderOfAnotherFormIsExplained() {
        Reply reply = caller.send(
                bare("/endpoints").header("Authorization", "Basic Zm9vOmJhcg==").build());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_201");
    }

    @Test
    void anotherKeyIsRefused() {
        String wrong = gateway.key().value().substring(1) + "x";

        Reply reply = caller.send(
                bare("/endpoints").header("Authorization", "Bearer " + wrong).build());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("ERR_NGROK_206");
        assertThat(reply.response().body()).doesNotContain(gateway.key().value());
    }

    @Test
    void theWordBearerMayBeWrittenAnyhow() {
        String header = "bEARER  " + gateway.key().value();

        assertThat(caller.send(bare("/endpoints")
                                .header("Authorization", header)
                                .build())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:9999, 200",
        "127.0.0.1:4040, 200",
        "[::1]:4040, 200",
        "evil.example, 403",
        "evil.example:4040, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "192.0.2.1:4040, 403"
    })
    void onlyOwnNamesMayBeCalled(String host, int status) throws IOException {
        String reply = RawHttp.exchange(
                gateway.server().uri(), "GET /api/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 " + status + " ");
        if (status == 403) {
            assertThat(reply).contains("ERR_CULVERT_403", "The Host header '" + host + "'", "ngrok-operation-id: op_");
        }
    }

    @Test
    void theHostIsCheckedBeforeTheKey() throws IOException {
        String reply = RawHttp.exchange(
                gateway.server().uri(),
                "GET /endpoints HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer "
                        + gateway.key().value() + "\r\nConnection: close\r\n\r\n");

        assertThat(reply).startsWith("HTTP/1.1 403 ").contains("ERR_CULVERT_403");
    }

    @Test
    void onAllInterfacesTheNamesOfThisMachineMayBeCalled() throws IOException {
        try (var open = new TestGateway(directory.resolve("open"), "0.0.0.0")) {
            URI uri = open.server().uri();
            assertThat(uri.getHost()).isEqualTo("127.0.0.1");
            for (String host : open.gateway().ingresses().lan().hosts()) {
                String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
                assertThat(RawHttp.exchange(
                                uri, "GET /api/status HTTP/1.1\r\nHost: " + name + ":1\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
            }
            assertThat(RawHttp.exchange(
                            uri, "GET /api/status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }
}
