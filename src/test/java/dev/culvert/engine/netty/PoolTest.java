package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.ListenResult;
import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.UpstreamHealth;
import dev.culvert.model.UpstreamTls;
import dev.culvert.policy.cidr.CidrSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtendWith;

/** Endpoints that share one URL. */
@ExtendWith(LeakGuard.class)
class PoolTest {

    private static final EndpointId A = new EndpointId("ep_a");
    private static final EndpointId B = new EndpointId("ep_b");
    private static final HealthCheck OFTEN = new HealthCheck(Duration.ofMillis(100), 2);

    private static ServedEndpoint pooled(ServedEndpoint plain, EndpointId id, int port, HealthCheck check) {
        boolean isInternal = plain.isInternal();
        return new ServedEndpoint(
                id,
                id.value(),
                isInternal ? "tcp://db.internal:5432" : "tcp://localhost:" + port,
                isInternal ? List.of() : List.of(InetAddress.ofLiteral("127.0.0.1")),
                port,
                plain.upstream(),
                plain.proxyProtocol(),
                plain.limits(),
                plain.policy(),
                UpstreamTls.DEFAULT,
                CidrSet.EMPTY,
                true,
                check);
    }

    private static ServedEndpoint member(EndpointId id, int port, PeerServer upstream) {
        return pooled(Policed.open(upstream.port()).by(""), id, port, HealthCheck.OFF);
    }

    /** Tells everyone its name. */
    private static PeerServer named(String name) throws IOException {
        return new PeerServer().serve(peer -> peer.send(name).finish().expectEnd());
    }

    private static int freePort() throws IOException {
        try (var free = new PeerServer()) {
            return free.port();
        }
    }

    private static String ask(int port) throws IOException {
        try (Peer client = Peer.connect(port)) {
            client.finish();
            return new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset"); // that is how a client is refused
            return "";
        }
    }

    private static List<String> ask(int port, int times) throws IOException {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(ask(port));
        }
        return answers;
    }

    @OnEachRelay
    void eachMemberGetsItsShareAndItsOwnPolicyRuns(RelayMode mode) throws IOException {
        int port = freePort();
        String denies = "on_tcp_connect: [{actions: [{type: deny}]}]";
        try (var a = named("a");
                var b = named("b");
                var rig = new Rig(mode)) {
            rig.listen(member(A, port, a));
            rig.listen(member(B, port, b));

            List<String> answers = ask(port, 80);

            // the chance of fewer than 15 of 80 is below one in a hundred million
            assertThat(answers).filteredOn("a"::equals).hasSizeBetween(15, 65);
            assertThat(answers).containsOnly("a", "b");
            assertThat(rig.engine.traffic(A).accepted() + rig.engine.traffic(B).accepted())
                    .isEqualTo(80);

            rig.engine.update(pooled(Policed.open(b.port()).by(denies), B, port, HealthCheck.OFF));
            assertThat(ask(port, 40)).contains("a", "").doesNotContain("b");
            await().until(() -> rig.closed.size() == 120);
            assertThat(rig.closed)
                    .filteredOn(c -> c.reason() == CloseReason.DENIED)
                    .isNotEmpty()
                    .allMatch(c -> c.endpoint().equals(B));
        }
    }

    @OnEachRelay
    void membersComeAndGoWithoutAnUnboundMoment(RelayMode mode) throws Exception {
        int port = freePort();
        try (var a = named("a");
                var b = named("b");
                var rig = new Rig(mode)) {
            rig.listen(member(A, port, a));
            var isOver = new AtomicBoolean();
            CompletableFuture<List<String>> answers = CompletableFuture.supplyAsync(() -> {
                List<String> got = new ArrayList<>();
                try {
                    while (!isOver.get()) {
                        got.add(ask(port));
                    }
                } catch (IOException e) {
                    got.add(e.toString());
                }
                return got;
            });
            for (int i = 0; i < 20; i++) {
                rig.listen(member(B, port, b));
                Thread.sleep(5);
                assertThat(rig.engine.stop(A, Ending.KEEP, Duration.ZERO).unbound())
                        .isCompleted();
                Thread.sleep(5);
                rig.listen(member(A, port, a));
                assertThat(rig.engine.stop(B, Ending.KEEP, Duration.ZERO).unbound())
                        .isCompleted();
            }
            isOver.set(true);
            assertThat(answers.join()).contains("a", "b").containsOnly("a", "b");
        }
    }

    @OnEachRelay
    void stoppingAMemberEndsItsOwnConnectionsOnly(RelayMode mode) throws IOException {
        int port = freePort();
        try (var a = PeerServer.echo();
                var b = PeerServer.echo();
                var rig = new Rig(mode)) {
            rig.listen(member(A, port, a));
            try (Peer ofA = Peer.connect(port).send("x").expect("x")) {
                rig.listen(member(B, port, b));
                CompletableFuture<Void> ended =
                        rig.engine.stop(B, Ending.CLOSE, Duration.ZERO).ended();
                await().until(ended::isDone);
                ofA.send("y").expect("y");
                assertThat(rig.engine.traffic(A).open()).isEqualTo(1);
            }
        }
    }

    @OnEachRelay
    void theLastTakesTheSocketAlongAndAnotherMayBindAtOnce(RelayMode mode) throws IOException {
        int port = freePort();
        try (var a = named("a");
                var b = named("b");
                var rig = new Rig(mode)) {
            rig.listen(member(A, port, a));
            rig.listen(member(B, port, b));
            rig.engine.stop(A, Ending.CLOSE, Duration.ZERO);
            var unused = rig.engine.stop(B, Ending.CLOSE, Duration.ZERO);

            assertThat(rig.start(member(A, port, a))).isInstanceOf(ListenResult.Listening.class);
            assertThat(ask(port)).isEqualTo("a");
            var unusedToo =
                    rig.engine.stop(A, Ending.CLOSE, Duration.ZERO).unbound().join();
            try (var free = new PeerServer("127.0.0.1", port)) {
                assertThat(free.port()).isEqualTo(port);
            }
        }
    }

    @OnEachRelay
    void whoDoesNotShareIsRefused(RelayMode mode) throws IOException {
        int port = freePort();
        try (var a = named("a");
                var rig = new Rig(mode)) {
            rig.listen(member(A, port, a));
            ServedEndpoint alone = Rig.endpoint(Rig.endpoint(a.port()).upstream(), Rig.NONE, port);
            assertThat(rig.start(alone)).isInstanceOf(ListenResult.Refused.class);
            assertThat(ask(port)).isEqualTo("a");
        }
    }

    @OnEachRelay
    void aMemberWhoseUpstreamIsDownIsPassedOverUntilItIsUp(RelayMode mode) throws IOException {
        int port = freePort();
        int down = freePort();
        try (var a = named("a");
                var rig = new Rig(mode)) {
            rig.listen(pooled(Policed.open(a.port()).by(""), A, port, OFTEN));
            rig.listen(pooled(Policed.open(down).by(""), B, port, OFTEN));
            await().until(() -> rig.engine.health(B) instanceof UpstreamHealth.Down);
            await().until(() -> rig.engine.health(A) instanceof UpstreamHealth.Up);
            assertThat(((UpstreamHealth.Down) rig.engine.health(B)).error()).isEqualTo("Connection refused");
            assertThat(ask(port, 30)).containsOnly("a");
            try (var b = new PeerServer("127.0.0.1", down)) {
                b.serve(peer -> peer.send("b").finish().expectEnd());
                await().until(() -> rig.engine.health(B) instanceof UpstreamHealth.Up);
                assertThat(ask(port, 40)).contains("a", "b");
            }
        }
    }

    @OnEachRelay
    void aHealthCheckNeedsSoManyFailuresAndFollowsAnEdit(RelayMode mode) throws IOException {
        int port = freePort();
        int down = freePort();
        try (var a = named("a");
                var rig = new Rig(mode)) {
            var patient = new HealthCheck(Duration.ofMillis(100), 4);
            long begun = System.nanoTime();
            rig.listen(pooled(Policed.open(down).by(""), A, port, patient));
            await().until(() -> rig.engine.health(A) instanceof UpstreamHealth.Down);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
            assertThat(ask(port)).as("the only one is tried all the same").isEmpty();

            rig.engine.update(pooled(Policed.open(a.port()).by(""), A, port, patient));
            await().until(() -> rig.engine.health(A) instanceof UpstreamHealth.Up);
            rig.engine.update(pooled(Policed.open(a.port()).by(""), A, port, HealthCheck.OFF));
            await().until(() -> rig.engine.health(A) instanceof UpstreamHealth.Unknown);
        }
    }

    @OnEachRelay
    void internalEndpointsShareANameToo(RelayMode mode) throws IOException {
        String forward =
                "on_tcp_connect: [{actions: [{type: forward-internal, config: {url: 'tcp://db.internal:5432'}}]}]";
        try (var a = named("a");
                var b = named("b");
                var rig = new Rig(mode).listen(Policed.open(0).by(forward))) {
            int port = rig.port();
            rig.start(pooled(Policed.internal("db", a.port()).by(""), A, 5432, HealthCheck.OFF));
            rig.start(pooled(Policed.internal("db", b.port()).by(""), B, 5432, HealthCheck.OFF));
            assertThat(ask(port, 60)).contains("a", "b").containsOnly("a", "b");
            var unused = rig.engine.stop(A, Ending.KEEP, Duration.ZERO);
            assertThat(ask(port, 20)).containsOnly("b");
            var unusedToo = rig.engine.stop(B, Ending.KEEP, Duration.ZERO);
            assertThat(ask(port)).isEmpty();
        }
    }
}
