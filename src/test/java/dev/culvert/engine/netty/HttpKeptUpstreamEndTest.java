package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of upstreams that wait when they end, or their client's connection becomes another's. */
@ExtendWith(LeakGuard.class)
class HttpKeptUpstreamEndTest {

    @OnEachRelay
    void oneThatClosesIsClosedAndReplaced(RelayMode mode) throws IOException {
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT, 2)) {
            all.ask(0, 1);
            all.servers.getFirst().peers.getFirst().finish();
            all.awaitEnds(0, 1); // our end of it too, and not only when its time is over
            all.ask(1);
            all.post(0);
            expectReplaced(all);
        }
    }

    @OnEachRelay
    void oneThatIsResetIsReplaced(RelayMode mode) throws IOException {
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT, 2)) {
            all.ask(0, 1);
            all.servers.getFirst().peers.getFirst().reset();
            // a socket that a thread reads from is closed when that has left it
            await().until(() -> all.servers.getFirst().left.get() == 1);
            all.ask(1, 1); // the reset is heard of before these
            all.post(0);
            expectReplaced(all);
        }
    }

    @OnEachRelay
    void oneThatSaysWhatNobodyAskedForIsReplaced(RelayMode mode) throws IOException {
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT, 2)) {
            all.ask(0, 1);
            all.servers.getFirst().peers.getFirst().send("HTTP/1.1 200 Stray\r\nContent-Length: 0\r\n\r\n");
            all.ask(1, 1);
            all.post(0);
            expectReplaced(all);
        }
    }

    private static void expectReplaced(HttpTargets all) throws IOException {
        assertThat(all.servers).extracting(s -> s.connections.get()).containsExactly(2, 1);
        all.ask(1, 0);
        assertThat(all.servers).extracting(s -> s.connections.get()).containsExactly(2, 1);
        all.client.peer().finish().expectEnd();
        all.rig.expectClosed(CloseReason.CLIENT_CLOSED);
        assertThat(all.rig.exchanges).allMatch(e -> e.status() == 200 && e.error() == null);
        assertThat(all.traffic(0).open()).isZero();
    }

    @OnEachRelay
    void aWebSocketOnOneLetsGoOfTheOthers(RelayMode mode) throws IOException {
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT, 3)) {
            all.ask(1, 0, 2);
            all.client.send("GET /t1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nfirst");
            assertThat(all.client.head()).startsWith("HTTP/1.1 101 ");
            all.client.peer().expect("first");
            all.awaitEnds(0, 1);
            all.awaitEnds(2, 1);
            all.rig
                    .engine
                    .stop(new EndpointId("ep_t0"), Ending.CLOSE, Duration.ZERO)
                    .ended()
                    .join();
            all.client.peer().send("GET /t0 HTTP/1.1\n").expect("GET /t0 HTTP/1.1\n");
            assertThat(all.servers).extracting(s -> s.connections.get()).containsOnly(1);
            assertThat(all.traffic(1).open()).isEqualTo(1);
            all.client.peer().finish().expectEnd();
            all.rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(all.traffic(1).open()).isZero();
            assertThat(all.rig.exchanges).extracting(e -> e.status()).containsExactly(200, 200, 200, 101);
        }
    }
}
