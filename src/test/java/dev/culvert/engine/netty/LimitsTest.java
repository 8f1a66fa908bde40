package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HostPort;
import dev.culvert.model.Limits;
import dev.culvert.model.Upstream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
@Timeout(60)
class LimitsTest {

    private static final int NEVER = 0;

    @Test
    void idleClient() throws IOException {
        assertThat(idleUntilClosed(1, NEVER)).isEqualTo(CloseReason.CLIENT_IDLE);
    }

    @Test
    void idleUpstream() throws IOException {
        assertThat(idleUntilClosed(NEVER, 1)).isEqualTo(CloseReason.SERVER_IDLE);
    }

    @Test
    void whoLapsesFirstIsNamed() throws IOException {
        assertThat(idleUntilClosed(3, 1)).isEqualTo(CloseReason.SERVER_IDLE);
    }

    @Test
    void clientIsNamedIfBothLapseAtOnce() throws IOException {
        assertThat(idleUntilClosed(1, 1)).isEqualTo(CloseReason.CLIENT_IDLE);
    }

    @OnEachRelay
    void longDownloadKeepsBothSidesAlive(RelayMode mode) throws IOException, InterruptedException {
        try (var upstream = new PeerServer();
                var rig = listening(mode, upstream, 1, 1);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            for (int i = 0; i < 12; i++) {
                server.send("x");
                client.expect("x");
                Thread.sleep(200); // the pace of a slow download
            }
            assertThat(rig.closed).isEmpty();
            assertThat(rig.onlyConnection().clientIdle()).isLessThan(Duration.ofSeconds(2));
            rig.expectClosed(CloseReason.CLIENT_IDLE);
            client.expectEnd();
        }
    }

    /** The upstream is silent too, but only because it is not being read. */
    @OnEachRelay
    void clientThatStoppedReadingIsIdle(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = listening(mode, upstream, 2, 1);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            Thread.startVirtualThread(() -> Bytes.quietly(() -> Bytes.sendForEver(server)));
            rig.expectClosed(CloseReason.CLIENT_IDLE);
            client.expectReset(); // bytes for it were lost, and a clean end would hide that
        }
    }

    @Test
    void lifetime() throws IOException, InterruptedException {
        var limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 0);
        try (var upstream = PeerServer.echo();
                var rig = new Rig(RelayMode.chosen(null))) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("127.0.0.1", upstream.port())), limits));
            try (Peer client = rig.connect()) {
                while (rig.closed.isEmpty()) {
                    Bytes.quietly(() -> client.send("x").receive(1));
                    Thread.sleep(50); // it is never idle
                }
            }
            ClosedConnection end = rig.expectClosed(CloseReason.MAX_LIFETIME);
            assertThat(end.duration()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(2500));
        }
    }

    @OnEachRelay
    void asManyConnectionsAsAllowed(RelayMode mode) throws IOException {
        var limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 2);
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("127.0.0.1", upstream.port())), limits));
            try (Peer first = rig.connect().send("1").expect("1");
                    Peer second = rig.connect().send("2").expect("2")) {
                rig.expectRefusal();
                await().until(() -> rig.closed.size() == 1);
                assertThat(rig.closed).first().satisfies(end -> {
                    assertThat(end.reason()).isEqualTo(CloseReason.TOO_MANY_CONNECTIONS);
                    assertThat(end.upstream()).isNull();
                });
                assertThat(rig.engine.traffic(Rig.ID).accepted()).isEqualTo(3);
                assertThat(rig.engine.traffic(Rig.ID).open()).isEqualTo(2);
                first.finish().expectEnd();
                await().until(() -> rig.engine.traffic(Rig.ID).open() == 1);
                try (Peer fourth = rig.connect()) {
                    fourth.send("4").expect("4");
                }
                second.send("2").expect("2");
            }
        }
    }

    @OnEachRelay
    void nothingIsDecidedWithoutAnUpstream(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode)) {
            rig.listen(Rig.endpoint(null, Rig.NONE));
            rig.expectRefusal();
            assertThat(rig.expectClosed(CloseReason.NO_RULE_DECIDED).upstream()).isNull();
        }
    }

    private static CloseReason idleUntilClosed(int clientSeconds, int serverSeconds) throws IOException {
        try (var upstream = new PeerServer();
                var rig = listening(RelayMode.chosen(null), upstream, clientSeconds, serverSeconds);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            client.send("hello");
            server.expect("hello").expectEnd();
            client.expectEnd();
            await().until(() -> !rig.closed.isEmpty());
            assertThat(rig.closed.element().duration()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(3200));
            return rig.closed.element().reason();
        }
    }

    private static Rig listening(RelayMode mode, PeerServer upstream, int clientSeconds, int serverSeconds) {
        var limits = new Limits(
                Duration.ZERO, Duration.ofSeconds(clientSeconds), Duration.ofSeconds(serverSeconds), Duration.ZERO, 0);
        return new Rig(mode).listen(Rig.endpoint(new Upstream.Tcp(new HostPort("127.0.0.1", upstream.port())), limits));
    }
}
