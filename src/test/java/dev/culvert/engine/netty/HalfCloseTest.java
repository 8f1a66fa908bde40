package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ConnectionState;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class HalfCloseTest {

    @OnEachRelay
    void clientFinishesFirst(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            client.send("question").finish();
            server.expect("question").expectEnd();
            await().until(() -> rig.onlyConnection().state() == ConnectionState.HALF_CLOSED);
            for (int i = 0; i < 100; i++) {
                server.send("answer " + i);
                client.expect("answer " + i);
            }
            server.finish();
            client.expectEnd();
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).bytesIn()).isEqualTo(8);
        }
    }

    @OnEachRelay
    void upstreamFinishesFirst(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            server.send("banner").finish();
            client.expect("banner").expectEnd();
            for (int i = 0; i < 100; i++) {
                client.send("upload " + i);
                server.expect("upload " + i);
            }
            client.finish();
            server.expectEnd();
            assertThat(rig.expectClosed(CloseReason.UPSTREAM_CLOSED).bytesOut()).isEqualTo(6);
        }
    }

    /** {@code echo question | nc}: the request and its end arrive before the upstream is connected. */
    @OnEachRelay
    void clientFinishesWhileTheUpstreamIsDialled(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var resolver = new HeldExecutor();
                var rig = new Rig(mode, resolver)) {
            rig.listen(HeldExecutor.endpoint(upstream));
            try (Peer client = rig.connect()) {
                client.send("question").finish();
                rig.awaitEarly(8);
                assertThat(rig.onlyConnection().state()).isEqualTo(ConnectionState.CONNECTING);
                resolver.release();
                try (Peer server = upstream.accept()) {
                    server.expect("question").expectEnd();
                    server.send("answer").finish();
                    client.expect("answer").expectEnd();
                }
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    /**
     * The case that Netty's epoll loses: one side has finished both ways while the other still has a lot to take, so
     * that no interest is left in the first and a fresh one in the second.
     */
    @OnEachRelay
    void nothingIsLostToASlowReader(RelayMode mode) throws IOException {
        byte[] answer = Bytes.random(24 << 20);
        for (int round = 0; round < 4; round++) {
            try (var upstream = new PeerServer();
                    var rig = Rig.to(mode, upstream);
                    Peer client = rig.connect();
                    Peer server = upstream.accept()) {
                client.send("question").finish();
                server.expect("question").expectEnd();
                Thread sender = Thread.startVirtualThread(
                        () -> Bytes.quietly(() -> server.send(answer).finish()));
                // the client is not read until the engine cannot get rid of any more
                Bytes.awaitStall(rig.onlyConnection());
                assertThat(client.receive(answer.length)).isEqualTo(answer);
                client.expectEnd();
                rig.expectClosed(CloseReason.CLIENT_CLOSED);
                assertThat(sender.join(Rig.LONG)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
