package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.CloseReason;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class ResetTest {

    @OnEachRelay
    void clientsResetReachesTheUpstream(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            client.send("hello");
            server.expect("hello");
            client.reset();
            server.expectReset();
            assertThat(rig.expectClosed(CloseReason.CLIENT_RESET).error()).contains("reset");
        }
    }

    @OnEachRelay
    void upstreamsResetReachesTheClient(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            client.send("hello");
            server.expect("hello");
            server.reset();
            client.expectReset();
            rig.expectClosed(CloseReason.UPSTREAM_RESET);
        }
    }

    @OnEachRelay
    void clientResetsWhileTheUpstreamIsDialled(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var resolver = new HeldExecutor();
                var rig = new Rig(mode, resolver)) {
            rig.listen(HeldExecutor.endpoint(upstream));
            try (Peer client = rig.connect()) {
                client.send("hello");
                rig.awaitEarly(5);
                client.reset();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_RESET).connectTime()).isNull();
        }
    }

    @OnEachRelay
    void resetAfterTheOtherSideHasFinished(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            client.finish();
            server.expectEnd();
            server.reset();
            client.expectReset();
            rig.expectClosed(CloseReason.UPSTREAM_RESET);
        }
    }

    @OnEachRelay
    void resetByAReaderThatHasStalledItsSender(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            CompletableFuture<IOException> broken = new CompletableFuture<>();
            Thread.startVirtualThread(() -> {
                try {
                    Bytes.sendForEver(server);
                } catch (IOException e) {
                    broken.complete(e);
                }
            });
            Bytes.awaitStall(rig.onlyConnection());
            client.reset();
            assertThat(broken).succeedsWithin(Rig.LONG).asString().contains("reset");
            rig.expectClosed(CloseReason.CLIENT_RESET);
        }
    }

    @OnEachRelay
    void resetByASenderThatIsStalled(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect();
                Peer server = upstream.accept()) {
            Thread.startVirtualThread(() -> Bytes.quietly(() -> Bytes.sendForEver(server)));
            Bytes.awaitStall(rig.onlyConnection());
            server.reset();
            client.expectReset();
            rig.expectClosed(CloseReason.UPSTREAM_RESET);
        }
    }
}
