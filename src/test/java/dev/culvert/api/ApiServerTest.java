package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir
    Path directory;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway(directory);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private ApiServer startAt(InetSocketAddress address) {
        return ApiServer.start(gateway.gateway(), gateway.key(), address, TestGateway.VERSION);
    }

    @Test
    void aPortInUseNamesWhoIsInTheWay() throws IOException {
        try (var occupant = new ServerSocket(0, 1, LOOPBACK)) {
            int port = occupant.getLocalPort();

            assertThatThrownBy(() -> startAt(new InetSocketAddress(LOOPBACK, port)))
                    .isInstanceOf(ApiFailure.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining(
                            "in use by java (pid " + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("--api-addr");
        }
    }

    @Test
    void anAddressOfAnotherMachine() {
        assertThatThrownBy(() -> startAt(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0)))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("192.0.2.1:0")
                .hasMessageContaining("not an address of this machine")
                .hasMessageContaining("--api-addr");
    }

    @Test
    void anUnknownHost() {
        assertThatThrownBy(() -> startAt(InetSocketAddress.createUnresolved("nowhere.invalid", 4040)))
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("nowhere.invalid")
                .hasMessageContaining("--api-addr");
    }

    @Test
    void afterTheEndNothingListensAndThePortIsFree() throws IOException {
        URI uri;
        try (ApiServer server = startAt(new InetSocketAddress(LOOPBACK, 0))) {
            uri = server.uri();
        }
        assertThatThrownBy(() -> new Socket(LOOPBACK, uri.getPort()).close()).isInstanceOf(ConnectException.class);
        try (ApiServer again = startAt(new InetSocketAddress(LOOPBACK, uri.getPort()))) {
            assertThat(again.uri()).isEqualTo(uri);
        }
    }
}
