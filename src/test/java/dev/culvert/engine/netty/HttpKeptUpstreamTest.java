package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.Traffic;
import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upstreams that wait while the requests of their client go elsewhere. */
@ExtendWith(LeakGuard.class)
class HttpKeptUpstreamTest {

    @OnEachRelay
    void oneThatWaitsServesAgainAndCountsForNothingMeanwhile(RelayMode mode) throws IOException {
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT, 2)) {
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
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT, 6)) {
            all.ask(0, 1, 2, 3, 4);
            assertThat(all.servers.getFirst().ended).hasValue(0);
            all.ask(5);
            all.awaitEnds(0, 1);
            all.ask(4, 3, 2, 5);
            assertThat(all.servers).extracting(s -> s.connections.get()).containsOnly(1);
        }
    }

    @OnEachRelay
    void fourWaitBesideTheOneInUse(RelayMode mode) throws IOException {
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT, 5)) {
            all.ask(0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0);
            assertThat(all.servers).extracting(s -> s.connections.get()).containsOnly(1);
            assertThat(all.client
                            .send("GET /teapot HTTP/1.1\r\nHost: a\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(418);
            all.awaitEnds(1, 1); // no upstream is in use, and four wait
            all.ask(2, 3, 4, 0);
            assertThat(all.servers).extracting(s -> s.connections.get()).containsOnly(1);
        }
    }

    @OnEachRelay
    void itIsClosedWhenItsEndpointStops(RelayMode mode) throws IOException {
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT, 2)) {
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
        try (var all = new HttpTargets(mode, HttpLimits.DEFAULT.keeping(Duration.ofMillis(300)), 2)) {
            all.ask(0, 1);
            all.awaitEnds(0, 1);
            all.ask(0);
            assertThat(all.servers.getFirst().connections).hasValue(2);
        }
    }
}
