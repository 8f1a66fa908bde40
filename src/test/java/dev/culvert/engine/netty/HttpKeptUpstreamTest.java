package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.Traffic;
import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upstreams that wait while the requests of their client go elsewhere. */
@ExtendWith(LeakGuard.class)
class HttpKeptUpstreamTest {

    /** Internal endpoints {@code t0}, {@code t1} and so on, whose requests begin with their names, and a client. */
    private static final class Targets implements AutoCloseable {

        private final Rig rig;
        private final List<HttpServer> servers = new ArrayList<>();
        private final HttpPeer client;

        Targets(RelayMode mode, HttpLimits limits, int count) throws IOException {
            rig = Rig.of(mode, limits);
            List<String> rules = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                var server = new HttpServer("t" + i + " ");
                servers.add(server);
                rig.start(Policed.internal("t" + i, server.port()).by(""));
                rules.add("{expressions: ['req.url.path == \"/t" + i + "\"'], actions: [{type: forward-internal, "
                        + "config: {url: 'tcp://t" + i + ".internal:5432'}}]}");
            }
            rig.listen(
                    Policed.open(servers.getFirst().port()).by("on_http_request: [" + String.join(", ", rules) + "]"));
            client = new HttpPeer(rig.connect());
        }

        void ask(int... targets) throws IOException {
            for (int target : targets) {
                client.send("GET /t" + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.answer().body()).isEqualTo("t" + target + " GET /t" + target + " HTTP/1.1");
            }
        }

        Traffic traffic(int target) {
            return rig.engine.traffic(new EndpointId("ep_t" + target));
        }

        void awaitEnds(int target, int ends) {
            await().until(() -> servers.get(target).ended.get() == ends);
        }

        @Override
        public void close() throws IOException {
            client.close();
            rig.close();
            for (HttpServer server : servers) {
                server.close();
            }
        }
    }

    @OnEachRelay
    void oneThatWaitsServesAgainAndCountsForNothingMeanwhile(RelayMode mode) throws IOException {
        try (var all = new Targets(mode, HttpLimits.DEFAULT, 2)) {
            all.ask(0, 1);
            assertThat(all.traffic(0).open()).isZero();
            assertThat(all.traffic(1).open()).isEqualTo(1);
            Traffic before = all.traffic(0);
            all.ask(1, 1);
            assertThat(all.traffic(0)).isEqualTo(before);
            all.ask(0, 1, 0);
            assertThat(all.traffic(0).open()).isEqualTo(1);
            assertThat(all.traffic(0).accepted()).isEqualTo(3);
            assertThat(all.traffic(1).open()).isZero();
            assertThat(all.servers).extracting(s -> s.connections.get()).containsExactly(1, 1);
            all.client.peer().finish().expectEnd();
            all.rig.expectClosed(CloseReason.CLIENT_CLOSED);
            all.awaitEnds(0, 1);
            all.awaitEnds(1, 1);
        }
    }

    @OnEachRelay
    void theFifthThatIsSetAsideReplacesTheFirst(RelayMode mode) throws IOException {
        try (var all = new Targets(mode, HttpLimits.DEFAULT, 6)) {
            all.ask(0, 1, 2, 3, 4);
            assertThat(all.servers.getFirst().ended).hasValue(0);
            all.ask(5);
            all.awaitEnds(0, 1);
            all.ask(4, 3, 2, 5);
            assertThat(all.servers).extracting(s -> s.connections.get()).containsOnly(1);
        }
    }

    @OnEachRelay
    void itIsClosedWhenItsEndpointStops(RelayMode mode) throws IOException {
        try (var all = new Targets(mode, HttpLimits.DEFAULT, 2)) {
            all.ask(0, 1);
            all.rig
                    .engine
                    .stop(new EndpointId("ep_t0"), Ending.DRAIN, Duration.ofSeconds(30))
                    .ended()
                    .join();
            all.awaitEnds(0, 1);
            all.ask(1);
        }
    }

    @OnEachRelay
    void itIsClosedWhenItsTimeIsOver(RelayMode mode) throws IOException {
        try (var all = new Targets(mode, HttpLimits.DEFAULT.keeping(Duration.ofMillis(300)), 2)) {
            all.ask(0, 1);
            all.awaitEnds(0, 1);
            all.ask(0);
            assertThat(all.servers.getFirst().connections).hasValue(2);
        }
    }
}
