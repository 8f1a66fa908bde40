package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.Engine.Stopping;
import dev.culvert.engine.ListenResult.Listening;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Ending;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class StoppingTest {

    @OnEachRelay
    void closeEndsOpenConnectionsAtOnce(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect()) {
            client.send("hello").expect("hello");
            Stopping stopping = rig.engine.stop(Rig.ID, Ending.CLOSE, Rig.LONG);
            assertThat(stopping.ended()).succeedsWithin(Duration.ofSeconds(5));
            assertThat(stopping.unbound()).succeedsWithin(Duration.ofSeconds(5));
            client.expectEnd();
            rig.expectClosed(CloseReason.ENDPOINT_STOPPED);
            assertThat(rig.engine.traffic(Rig.ID).bytesIn()).isEqualTo(5);
            assertThatThrownBy(rig::connect).isInstanceOf(ConnectException.class);
        }
    }

    @OnEachRelay
    void drainLetsThemFinish(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect()) {
            client.send("hello").expect("hello");
            Stopping stopping = rig.engine.stop(Rig.ID, Ending.DRAIN, Rig.LONG);
            assertThat(stopping.unbound()).succeedsWithin(Duration.ofSeconds(5));
            assertThatThrownBy(rig::connect).isInstanceOf(ConnectException.class);
            client.send("still").expect("still");
            assertThat(stopping.ended()).isNotCompleted();
            client.finish().expectEnd();
            assertThat(stopping.ended()).succeedsWithin(Duration.ofSeconds(5));
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    @OnEachRelay
    void drainGivesUpAtItsLimit(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect()) {
            client.send("hello").expect("hello");
            Stopping stopping = rig.engine.stop(Rig.ID, Ending.DRAIN, Duration.ofMillis(300));
            client.expectEnd();
            assertThat(stopping.ended()).succeedsWithin(Duration.ofSeconds(5));
            rig.expectClosed(CloseReason.ENDPOINT_STOPPED);
        }
    }

    @OnEachRelay
    void keptConnectionsLiveOnAndThePortIsFreeAtOnce(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer old = rig.connect()) {
            int port = rig.port();
            for (int i = 0; i < 20; i++) {
                old.send("old").expect("old");
                Stopping stopping = rig.engine.stop(Rig.ID, Ending.KEEP, Rig.LONG);
                assertThat(stopping.unbound()).succeedsWithin(Duration.ofSeconds(5));
                assertThat(stopping.ended()).succeedsWithin(Duration.ofSeconds(1));
                rig.listen(Rig.endpoint(rig.onlyConnection().upstream(), Rig.NONE, port));
                assertThat(rig.port()).isEqualTo(port);
            }
            try (Peer fresh = rig.connect()) {
                fresh.send("new").expect("new");
                assertThat(rig.engine.traffic(Rig.ID).open()).isEqualTo(2);
            }
            old.send("old").expect("old");
        }
    }

    @OnEachRelay
    void startsAgainWhileOldConnectionsDrain(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer old = rig.connect()) {
            old.send("old").expect("old");
            Stopping first = rig.engine.stop(Rig.ID, Ending.DRAIN, Rig.LONG);
            assertThat(first.unbound()).succeedsWithin(Duration.ofSeconds(5));
            rig.listen(Rig.endpoint(rig.onlyConnection().upstream(), Rig.NONE, rig.port()));
            try (Peer fresh = rig.connect()) {
                fresh.send("new").expect("new");
                old.finish().expectEnd();
                assertThat(first.ended()).succeedsWithin(Duration.ofSeconds(5));
                fresh.send("new").expect("new");
                assertThat(rig.engine.traffic(Rig.ID).accepted()).isEqualTo(2);
            }
        }
    }

    @OnEachRelay
    void endClosesOpenConnectionsOfAnEndpointThatGoesOn(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer old = rig.connect()) {
            old.send("old").expect("old");
            rig.engine.end(Rig.ID, Ending.KEEP, Duration.ZERO);
            old.send("old").expect("old");
            rig.engine.end(Rig.ID, Ending.CLOSE, Duration.ZERO);
            old.expectEnd();
            rig.expectClosed(CloseReason.ENDPOINT_STOPPED);
            try (Peer fresh = rig.connect()) {
                fresh.send("new").expect("new");
            }
        }
    }

    @OnEachRelay
    void stopBeforeTheStartIsDone(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode)) {
            for (int i = 0; i < 20; i++) {
                var start = rig.engine.start(Rig.endpoint(upstream.port()));
                Stopping stopping = rig.engine.stop(Rig.ID, Ending.CLOSE, Rig.LONG);
                assertThat(stopping.ended()).succeedsWithin(Duration.ofSeconds(5));
                var result = start.join();
                if (result instanceof Listening listening) {
                    int port = listening.addresses().getFirst().getPort();
                    assertThatThrownBy(() -> Peer.connect(port)).isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    @OnEachRelay
    void kills(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect()) {
            client.send("hello").expect("hello");
            var id = rig.onlyConnection().id();
            assertThat(rig.engine.kill(id)).isTrue();
            client.expectEnd();
            rig.expectClosed(CloseReason.KILLED);
            assertThat(rig.engine.kill(id)).isFalse();
        }
    }

    @OnEachRelay
    void shutdownDrainsUntilItsLimit(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer first = rig.connect();
                Peer second = rig.connect()) {
            first.send("1").expect("1");
            second.send("2").expect("2");
            Thread shutdown = Thread.startVirtualThread(() -> rig.engine.shutdown(Duration.ofSeconds(1)));
            await().untilAsserted(() -> assertThatThrownBy(rig::connect).isInstanceOf(ConnectException.class));
            first.send("1").expect("1").finish().expectEnd();
            second.expectEnd();
            assertThat(shutdown.join(Duration.ofSeconds(8))).isTrue();
            assertThat(rig.closed)
                    .extracting(c -> c.reason())
                    .containsExactly(CloseReason.CLIENT_CLOSED, CloseReason.ENDPOINT_STOPPED);
            rig.engine.shutdown(Rig.LONG);
            assertThat(rig.start(Rig.endpoint(upstream.port()))).isNotInstanceOf(Listening.class);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
