package dev.culvert.engine.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.policy.run.PolicyState;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Upstreams that are sockets in the file system. */
@ExtendWith(LeakGuard.class)
class UnixUpstreamTest {

    @TempDir
    Path folder;

    private ServedEndpoint endpoint(Path socket) {
        return endpoint(socket, Rig.NONE);
    }

    private static ServedEndpoint endpoint(Path socket, Limits limits) {
        return Rig.endpoint(new Upstream.Unix(socket.toString()), limits);
    }

    @OnEachRelay
    void carriesBytesAndBothEnds(RelayMode mode) throws IOException {
        Path path = folder.resolve("echo.sock");
        try (var upstream = listener(path);
                var rig = new Rig(mode).listen(endpoint(path))) {
            try (Peer client = rig.connect();
                    SocketChannel server = upstream.accept()) {
                client.send("hello").finish();
                assertThat(read(server)).isEqualTo("hello");
                server.write(ByteBuffer.wrap("welcome".getBytes(UTF_8)));
                server.shutdownOutput();
                client.expect("welcome").expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.upstream()).hasToString("unix://" + path);
            assertThat(end.bytesIn()).isEqualTo(5);
            assertThat(end.bytesOut()).isEqualTo(7);
        }
    }

    /** The upstream says its last byte first, and goes on listening. */
    @OnEachRelay
    void theUpstreamsEndLeavesTheOtherWayOpen(RelayMode mode) throws IOException {
        Path path = folder.resolve("half.sock");
        try (var upstream = listener(path);
                var rig = new Rig(mode).listen(endpoint(path));
                Peer client = rig.connect();
                SocketChannel server = upstream.accept()) {
            server.write(ByteBuffer.wrap("all that I had".getBytes(UTF_8)));
            server.shutdownOutput();
            client.expect("all that I had").expectEnd();
            client.send("and here is more").finish();
            assertThat(read(server)).isEqualTo("and here is more");
            ClosedConnection end = rig.expectClosed(CloseReason.UPSTREAM_CLOSED);
            assertThat(end.bytesIn()).isEqualTo(16);
            assertThat(end.bytesOut()).isEqualTo(14);
        }
    }

    /** With a limit on bandwidth all bytes go through Netty's channels, on any relay. */
    @OnEachRelay
    void theSameWhereBytesMustBeSeen(RelayMode mode) throws IOException {
        Path path = folder.resolve("slow.sock");
        var upstreamSocket = new Upstream.Unix(path.toString());
        ServedEndpoint limited =
                new Policed(Rig.ID, "tcp://localhost:1", upstreamSocket, new PolicyState(), Rig.NONE).by("""
                on_tcp_connect:
                  - actions: [{type: limit-bandwidth, config: {in: 10MB/s, out: 10MB/s}}]
                """);
        byte[] much = new byte[300_000];
        new Random(3).nextBytes(much);
        try (var upstream = listener(path);
                var rig = new Rig(mode).listen(limited);
                Peer client = rig.connect();
                SocketChannel server = upstream.accept()) {
            server.write(ByteBuffer.wrap(much));
            server.shutdownOutput();
            assertThat(Arrays.equals(client.receive(much.length), much)).isTrue();
            client.expectEnd().send("and here is more").finish();
            assertThat(read(server)).isEqualTo("and here is more");
            rig.expectClosed(CloseReason.UPSTREAM_CLOSED);
        }
    }

    @OnEachRelay
    void carriesMuch(RelayMode mode) throws IOException {
        Path path = folder.resolve("much.sock");
        byte[] much = new byte[8 << 20];
        new Random(2).nextBytes(much);
        try (var upstream = listener(path);
                var rig = new Rig(mode).listen(endpoint(path));
                Peer client = rig.connect();
                SocketChannel server = upstream.accept()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    ByteBuffer bytes = ByteBuffer.wrap(much);
                    while (bytes.hasRemaining()) {
                        server.write(bytes);
                    }
                    server.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(Arrays.equals(client.receive(much.length), much)).isTrue();
            client.expectEnd();
            sent.join();
            client.finish();
            assertThat(rig.expectClosed(CloseReason.UPSTREAM_CLOSED).bytesOut()).isEqualTo(much.length);
        }
    }

    @OnEachRelay
    void tellsTheClientsAddress(RelayMode mode) throws IOException {
        Path path = folder.resolve("proxy.sock");
        ServedEndpoint plain = endpoint(path);
        var withHeader = new ServedEndpoint(
                plain.id(),
                plain.name(),
                plain.url(),
                plain.bind(),
                0,
                plain.upstream(),
                ProxyProtocol.V1,
                plain.limits(),
                plain.policy());
        try (var upstream = listener(path);
                var rig = new Rig(mode).listen(withHeader);
                Peer client = rig.connect();
                SocketChannel server = upstream.accept()) {
            client.finish();
            assertThat(read(server))
                    .isEqualTo(
                            "PROXY TCP4 127.0.0.1 127.0.0.1 " + client.local().getPort() + " " + rig.port() + "\r\n");
        }
    }

    @OnEachRelay
    void nobodyListens(RelayMode mode) throws IOException {
        Path path = folder.resolve("left.sock");
        listener(path).close();
        assertThat(Files.exists(path)).isTrue();
        assertThat(fail(mode, path, CloseReason.UPSTREAM_REFUSED).error()).isEqualTo("Connection refused");
    }

    @OnEachRelay
    void noSuchSocket(RelayMode mode) throws IOException {
        assertThat(fail(mode, folder.resolve("none.sock"), CloseReason.UPSTREAM_UNREACHABLE)
                        .error())
                .isEqualTo("No such file or directory");
    }

    @OnEachRelay
    void aClientsResetClosesTheSocket(RelayMode mode) throws IOException {
        Path path = folder.resolve("reset.sock");
        try (var upstream = listener(path);
                var rig = new Rig(mode).listen(endpoint(path))) {
            Peer client = rig.connect();
            try (SocketChannel server = upstream.accept()) {
                client.send("x").reset();
                assertThat(read(server)).isEqualTo("x");
                rig.expectClosed(CloseReason.CLIENT_RESET);
            }
        }
    }

    @OnEachRelay
    void anIdleUpstreamEndsTheConnection(RelayMode mode) throws IOException {
        Path path = folder.resolve("idle.sock");
        var limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO, 0);
        try (var upstream = listener(path);
                var rig = new Rig(mode).listen(endpoint(path, limits));
                Peer client = rig.connect();
                SocketChannel server = upstream.accept()) {
            client.expectEnd();
            rig.expectClosed(CloseReason.SERVER_IDLE);
            await().until(() -> server.read(ByteBuffer.allocate(1)) < 0);
        }
    }

    private static ClosedConnection fail(RelayMode mode, Path path, CloseReason reason) throws IOException {
        try (var rig = new Rig(mode).listen(endpoint(path, Rig.connectWithin(Duration.ofSeconds(2))))) {
            try (Peer client = rig.connect()) {
                client.expectEnd();
            }
            return rig.expectClosed(reason);
        }
    }

    private static ServerSocketChannel listener(Path path) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return listener.bind(UnixDomainSocketAddress.of(path));
    }

    private static String read(SocketChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(1000);
        while (channel.read(bytes) >= 0) {
            // until the end
        }
        return new String(bytes.array(), 0, bytes.position(), UTF_8);
    }
}
