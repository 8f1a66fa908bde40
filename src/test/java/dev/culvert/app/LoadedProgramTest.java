package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program while clients are there. */
final class LoadedProgramTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void more_clients_than_descriptors_leave_the_api_alone() throws Exception {
        int port = freePort();
        List<SocketChannel> crowd = new ArrayList<>();
        try (var upstream = new EchoUpstream();
                var culvert = CulvertProcess.startWithDescriptors(400, directory, serve())) {
            culvert.awaitReady();
            publish(culvert, upstream, port);
            for (int i = 0; i < 500; i++) {
                crowd.add(SocketChannel.open(address(port))); // at least into the backlog
            }
            await().atMost(LONG)
                    .until(() -> culvert.request("GET", "/endpoints", ""), s -> s.contains("Too many open files"));
            for (int i = 0; i < 30; i++) { // each on a connection of its own
                assertThat(culvert.requestAnew("GET", "/connections?state=open", ""))
                        .contains("connections");
            }
            for (SocketChannel one : crowd) {
                one.close();
            }
            await().atMost(LONG)
                    .until(() -> culvert.request("GET", "/endpoints", ""), s -> !s.contains("Too many open files"));
            try (var late = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                assertThat(say(late, "late")).isEqualTo("late");
            }
        } finally {
            for (SocketChannel one : crowd) {
                one.close();
            }
        }
    }

    @Test
    void told_to_end_it_lets_connections_finish_for_a_while() throws Exception {
        int port = freePort();
        try (var upstream = new EchoUpstream()) {
            try (var culvert = CulvertProcess.start(directory, serve()).awaitReady()) {
                publish(culvert, upstream, port);
                try (var finishing = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                        var staying = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
                    assertThat(say(finishing, "one")).isEqualTo("one");
                    assertThat(say(staying, "one")).isEqualTo("one");
                    culvert.askToEnd();
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThatThrownBy(() ->
                                            SocketChannel.open(address(port)).close())
                                    .isInstanceOf(ConnectException.class));
                    assertThat(say(finishing, "two")).isEqualTo("two");
                    finishing.shutdownOutput();
                    assertThat(finishing.getInputStream().read()).isEqualTo(-1);
                    assertThat(say(staying, "two")).isEqualTo("two");
                    assertThat(culvert.exitCode()).isEqualTo(143);
                    staying.setSoTimeout(5_000);
                    assertThatThrownBy(() -> {
                                if (staying.getInputStream().read() < 0) {
                                    throw new IOException("ended");
                                }
                            })
                            .hasMessageMatching("(?i)ended|connection reset");
                }
            }
            try (var again = CulvertProcess.start(directory, serve()).awaitReady()) {
                assertThat(again.request("GET", "/connections?state=closed", ""))
                        .contains("client_closed", "endpoint_stopped", "\"bytes_in\":6", "\"bytes_out\":6");
            }
        }
    }

    private String[] serve() {
        return new String[] {"serve", "--api-addr", "127.0.0.1:0", "--data-dir", directory.toString()};
    }

    private static void publish(CulvertProcess culvert, EchoUpstream upstream, int port) throws Exception {
        assertThat(culvert.request("POST", "/endpoints", """
                        {"type": "agent", "name": "echo", "url": "tcp://127.0.0.1:%d", "upstream_url": "%d"}
                        """.formatted(port, upstream.port())))
                .contains("\"status\":\"online\"");
    }

    private static String say(Socket socket, String words) throws IOException {
        byte[] sent = words.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(sent);
        return new String(socket.getInputStream().readNBytes(sent.length), StandardCharsets.UTF_8);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
