package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culvert.model.CloseReason;
import dev.culvert.model.HostPort;
import dev.culvert.model.Limits;
import dev.culvert.model.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many clients in a row are refused at once. */
@ExtendWith(LeakGuard.class)
class RefusedCrowdTest {

    private static final int RUSH = 2_000;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fdinfo");

    @OnEachRelay
    void allAreToldOfAndOneWhoMayComeStays(RelayMode mode) throws IOException {
        var limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1);
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("127.0.0.1", upstream.port())), limits));
            for (int crowd = 1; crowd <= 3; crowd++) {
                int ends = crowd * (Doorkeeper.REFUSED * 2 + 1);
                try (Peer client = rig.connect().send("here").expect("here")) {
                    for (int i = 0; i < Doorkeeper.REFUSED * 2; i++) {
                        rig.expectRefusal();
                    }
                    client.send("still").expect("still").finish().expectEnd();
                }
                await().atMost(Rig.LONG).until(() -> rig.closed.size() == ends);
                await().until(() -> rig.engine.traffic(Rig.ID).open() == 0);
            }
            assertThat(rig.closed)
                    .filteredOn(end -> end.reason() == CloseReason.TOO_MANY_CONNECTIONS)
                    .hasSize(Doorkeeper.REFUSED * 6);
        }
    }

    /** The kernel tells for each epoll which descriptors it watches, and how. */
    @OnEachRelay
    void oneEventLoopTakesThemUntilOneStays(RelayMode mode) throws IOException {
        assumeTrue(mode == RelayMode.NATIVE, "only there do event loops share a listener");
        var limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1);
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode)) {
            rig.listen(Rig.endpoint(new Upstream.Tcp(new HostPort("127.0.0.1", upstream.port())), limits));
            try (Peer client = rig.connect().send("here").expect("here")) {
                await().untilAsserted(() -> assertThat(openDoors()).isEqualTo(2));
                for (int i = 0; i < Doorkeeper.REFUSED; i++) {
                    assertThat(openDoors()).isEqualTo(2);
                    rig.expectRefusal();
                }
                await().untilAsserted(() -> assertThat(openDoors()).isEqualTo(1));
                client.finish().expectEnd();
            }
            await().until(() -> rig.engine.connections().isEmpty());
            assertThat(openDoors()).isEqualTo(1);
            try (Peer client = rig.connect().send("next").expect("next")) {
                await().untilAsserted(() -> assertThat(openDoors()).isEqualTo(2));
                client.finish().expectEnd();
            }
        }
    }

    /** Clients wait while the event loops are kept busy: so many that one loop takes its fill again and again. */
    @OnEachRelay
    void allEventLoopsTakeARush(RelayMode mode) throws IOException {
        assumeTrue(mode == RelayMode.NATIVE, "only there do event loops share a listener");
        assumeTrue(Descriptors.free() > 2 * RUSH, "each of them needs a descriptor");
        var cores = new ArrayList<EngineCore>();
        try (var rig = Rig.of(mode, registry -> {
            cores.add(core(mode, registry));
            return cores.getFirst();
        })) {
            rig.listen(Policed.open(0).by("on_tcp_connect: [{actions: [{type: deny}]}]"));
            for (int i = 0; i < Doorkeeper.REFUSED; i++) {
                rig.expectRefusal();
            }
            await().untilAsserted(() -> assertThat(openDoors()).isEqualTo(1));
            var clients = new ArrayList<Peer>();
            var crowd = new CountDownLatch(1);
            try {
                cores.getFirst().loops().all().forEach(loop -> loop.eventLoop().execute(() -> wait(crowd)));
                for (int i = 0; i < RUSH; i++) {
                    clients.add(rig.connect());
                }
            } finally {
                crowd.countDown();
            }
            await().untilAsserted(() -> assertThat(openDoors()).isEqualTo(2));
            await().atMost(Rig.LONG).until(() -> rig.closed.size() == Doorkeeper.REFUSED + RUSH);
            for (Peer client : clients) {
                client.close();
            }
        }
    }

    private static EngineCore core(RelayMode mode, ConnectionRegistry registry) {
        var connector = new UpstreamConnector(Thread::startVirtualThread, InetAddress::getAllByName);
        return EngineCore.of(mode, 2, registry, connector, Rig.NO_TLS, Rig.UPSTREAM_TLS);
    }

    private static void wait(CountDownLatch crowd) {
        try {
            crowd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long openDoors() throws IOException {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.flatMap(RefusedCrowdTest::lines)
                    .filter(line -> line.startsWith("tfd:"))
                    .filter(RefusedCrowdTest::isExclusive)
                    .count();
        }
    }

    private static Stream<String> lines(Path one) {
        try {
            return Files.readAllLines(one).stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.empty(); // closed meanwhile
        }
    }

    private static boolean isExclusive(String line) {
        String events = line.replaceFirst(".*events: *([0-9a-f]+).*", "$1");
        return (Long.parseLong(events, 16) & 1 << 28) != 0;
    }
}
