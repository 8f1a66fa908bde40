package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.netty.DescriptorLimit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @EnabledOnOs(OS.LINUX)
    @Timeout(60)
    void aListenerThatEndsWhenDescriptorsRunOutIsStartedAgain() throws IOException {
        try (ApiServer server = startAt(new InetSocketAddress(LOOPBACK, 0));
                var client = SocketChannel.open()) {
            URI uri = server.uri();
            var limit = DescriptorLimit.reached();
            try (limit) {
                client.connect(new InetSocketAddress(LOOPBACK, uri.getPort()));
                awaitCut(client);
                // none left to look with, and none to listen with
                server.revive();
            }
            await().until(server::hasEnded);

            server.revive();

            assertThat(server.hasEnded()).isFalse();
            assertThat(server.uri()).isEqualTo(uri);
            assertThat(RawHttp.exchange(
                            uri, "GET /api/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    /** Waits until the connection that nobody accepted is cut, because its listener is gone. */
    private static void awaitCut(SocketChannel client) {
        try {
            assertThat(client.read(ByteBuffer.allocate(1))).isNegative();
        } catch (IOException e) {
            // cut by a reset
        }
    }

    @Test
    void oneThatWasClosedStaysClosed() {
        ApiServer server = startAt(new InetSocketAddress(LOOPBACK, 0));
        server.close();
        server.revive();

        assertThatThrownBy(() -> new Socket(LOOPBACK, server.uri().getPort()).close())
                .isInstanceOf(ConnectException.class);
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
