package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.HostPort;
import dev.culvert.model.Limits;
import dev.culvert.model.Upstream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** Event loops with nothing to do. */
@ExtendWith(LeakGuard.class)
class QuietLoopTest {

    /** It would come ten seconds after the last one; what has moved is looked at after one. */
    private static final Duration WELL_BEFORE_THE_NEXT_TIMER = Duration.ofSeconds(4);

    @OnEachRelay
    void theySleepUntilSomethingMoves(RelayMode mode) throws IOException, InterruptedException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.to(mode, upstream);
                Peer client = rig.connect().send("1").expect("1")) {
            Thread.sleep(2_500); // one that looks what has moved, and one that finds nothing
            long before = timers(rig);
            Thread.sleep(3_000);
            assertThat(timers(rig) - before).isZero();
            client.send("2").expect("2");
            await().atMost(WELL_BEFORE_THE_NEXT_TIMER).until(() -> timers(rig) > before);
            await().atMost(WELL_BEFORE_THE_NEXT_TIMER)
                    .until(() -> rig.onlyConnection().clientIdle().toMillis() < 1_500);
            client.finish().expectEnd();
        }
    }

    @OnEachRelay
    void whatIsToEndMeanwhileEndsInTime(RelayMode mode) throws IOException {
        var limits = new Limits(Duration.ZERO, Duration.ofSeconds(4), Duration.ZERO, Duration.ZERO, 0);
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("127.0.0.1", upstream.port())), limits));
            try (Peer client = rig.connect().send("1").expect("1")) {
                client.expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_IDLE).duration())
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        }
    }

    private static long timers(Rig rig) {
        return rig.engine.paces().stream().mapToLong(pace -> pace.lag().count()).sum();
    }
}
