package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.LiveConnection;
import dev.culvert.engine.Traffic;
import dev.culvert.model.ClosedConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
class StormTest {

    private static final int WORKERS = 16;
    private static final int ROUNDS = 40;

    @OnEachRelay
    void everyConnectionHasExactlyOneEnd(RelayMode mode) throws IOException, InterruptedException {
        try (var upstream = new PeerServer();
                var rig = Rig.to(mode, upstream)) {
            upstream.serve(peer -> misbehave(peer, new Random(peer.socket().getPort())));
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                var random = new Random(i);
                workers.add(Thread.startVirtualThread(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        Bytes.quietly(() -> {
                            try (Peer client = rig.connect()) {
                                misbehave(client, random);
                            }
                        });
                    }
                }));
            }
            var killer = new Random(99);
            while (workers.stream().anyMatch(Thread::isAlive)) {
                for (LiveConnection connection : rig.engine.connections()) {
                    if (killer.nextInt(8) == 0) {
                        rig.engine.kill(connection.id());
                    }
                }
                Thread.sleep(2); // the pace of the storm
            }
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> rig.engine.connections().isEmpty());
            Traffic traffic = rig.engine.traffic(Rig.ID);
            assertThat(traffic.open()).isZero();
            assertThat(traffic.accepted()).isEqualTo(WORKERS * ROUNDS);
            assertThat(rig.closed).hasSize(WORKERS * ROUNDS);
            assertThat(rig.closed.stream().map(ClosedConnection::id).distinct()).hasSize(WORKERS * ROUNDS);
            assertThat(rig.closed.stream().mapToLong(ClosedConnection::bytesIn).sum())
                    .isEqualTo(traffic.bytesIn());
            assertThat(rig.closed.stream().mapToLong(ClosedConnection::bytesOut).sum())
                    .isEqualTo(traffic.bytesOut());
        }
    }

    private static void misbehave(Peer peer, Random random) throws IOException {
        peer.socket().setSoTimeout(200);
        for (int step = random.nextInt(6); step >= 0; step--) {
            switch (random.nextInt(6)) {
                case 0, 1 -> peer.send(new byte[random.nextInt(200_000)]);
                case 2, 3 -> peer.receive(random.nextInt(200_000));
                case 4 -> peer.finish();
                default -> {
                    if (random.nextBoolean()) {
                        peer.reset();
                    }
                }
            }
        }
    }
}
