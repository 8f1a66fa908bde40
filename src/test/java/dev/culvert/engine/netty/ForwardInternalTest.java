package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.Traffic;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that policies hand to internal endpoints. */
@ExtendWith(LeakGuard.class)
class ForwardInternalTest {

    private static final EndpointId DB = new EndpointId("ep_db");

    private static String to(String name) {
        return "on_tcp_connect: [{actions: [" + forward(name, "halt") + "]}]";
    }

    private static String toEither(String first, String second) {
        return "on_tcp_connect: [{actions: [" + forward(first, "continue") + ", "
                + "{type: log, config: {metadata: {code: '${actions.ngrok.forward_internal.error.code}'}}}, "
                + forward(second, "halt") + "]}]";
    }

    private static String forward(String name, String onError) {
        return "{type: forward-internal, config: {url: 'tcp://" + name + ".internal:5432', on_error: " + onError + "}}";
    }

    @OnEachRelay
    void carriesBytesAndCountsThemForBothEndpoints(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(to("db")))) {
            rig.start(Policed.internal("db", upstream.port()).by(""));
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello");
                assertThat(rig.engine.traffic(DB).open()).isEqualTo(1);
                assertThat(rig.onlyConnection().decision().handedTo()).containsExactly("tcp://db.internal:5432");
                client.finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.endpoint()).isEqualTo(Rig.ID);
            assertThat(end.upstream()).hasToString("127.0.0.1:" + upstream.port());
            assertThat(end.decision().decidedBy()).isEqualTo("rule 1: forward-internal");
            assertThat(rig.engine.traffic(DB)).isEqualTo(new Traffic(1, 0, 5, 5));
            assertThat(rig.engine.traffic(Rig.ID)).isEqualTo(new Traffic(1, 0, 5, 5));
        }
    }

    @OnEachRelay
    void theTargetsOwnPolicyRunsAndItsRuleIsTheOneThatDecided(RelayMode mode) throws IOException {
        String denies = "on_tcp_connect: [{name: closed today, expressions: ['endpoint.host == \"db.internal\"'],"
                + " actions: [{type: deny}]}]";
        try (var rig = new Rig(mode).listen(Policed.open(0).by(to("db")))) {
            rig.start(Policed.internal("db", 1).by(denies));
            rig.expectRefusal();
            ClosedConnection end = rig.expectClosed(CloseReason.DENIED);
            assertThat(end.decision().decidedBy()).isEqualTo("closed today: deny");
            assertThat(rig.engine.traffic(DB).open()).isZero();
        }
    }

    @OnEachRelay
    void goesOnToAnotherWhenOneIsNotOnline(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(toEither("gone", "db")))) {
            rig.start(Policed.internal("db", upstream.port()).by(""));
            try (Peer client = rig.connect()) {
                client.send("x").expect("x").finish().expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).decision().logs())
                    .containsExactly("{\"code\":\"ERR_NGROK_3200\"}");
        }
    }

    @OnEachRelay
    void goesOnToAnotherWhenTheUpstreamRefusesAndLosesNoByte(RelayMode mode) throws IOException {
        int nobody;
        try (var closed = new PeerServer()) {
            nobody = closed.port();
        }
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(toEither("broken", "db")))) {
            rig.start(Policed.internal("db", upstream.port()).by(""));
            rig.start(Policed.internal("broken", nobody).by(""));
            try (Peer client = rig.connect()) {
                client.send("early").expect("early").finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.decision().logs()).containsExactly("{\"code\":\"ERR_NGROK_8012\"}");
            assertThat(end.decision().handedTo()).containsExactly("tcp://db.internal:5432");
            Traffic broken = rig.engine.traffic(new EndpointId("ep_broken"));
            assertThat(broken.accepted()).isEqualTo(1);
            assertThat(broken.open()).isZero();
        }
    }

    @OnEachRelay
    void anUpstreamThatRefusesIsToldAsThatWithoutAnotherWay(RelayMode mode) throws IOException {
        int nobody;
        try (var closed = new PeerServer()) {
            nobody = closed.port();
        }
        try (var rig = new Rig(mode).listen(Policed.open(0).by(to("db")))) {
            rig.start(Policed.internal("db", nobody).by(""));
            try (Peer client = rig.connect()) {
                client.expectEnd();
            }
            rig.expectClosed(CloseReason.UPSTREAM_REFUSED);
        }
    }

    @OnEachRelay
    void aCircleAndAnEndlessChainAreClosed(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(to("a")))) {
            rig.start(Policed.internal("a", 0).by(to("b")));
            rig.start(Policed.internal("b", 0).by(to("a")));
            rig.expectRefusal();
            assertThat(rig.expectClosed(CloseReason.UPSTREAM_UNREACHABLE).error())
                    .isEqualTo("The connection came through tcp://a.internal:5432 before.");
        }
        try (var rig = new Rig(mode).listen(Policed.open(0).by(to("n0")))) {
            for (int i = 0; i <= PolicyPath.MOST_HANDOVERS; i++) {
                rig.start(Policed.internal("n" + i, 0).by(to("n" + (i + 1))));
            }
            rig.expectRefusal();
            assertThat(rig.expectClosed(CloseReason.UPSTREAM_UNREACHABLE).error())
                    .isEqualTo("The connection was handed on 10 times already.");
        }
    }

    @OnEachRelay
    void aPolicyThatGoesOnLearnsOfTheCircleAndOfTheChain(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(to("a")))) {
            rig.start(Policed.internal("a", 0).by(to("b")));
            rig.start(Policed.internal("b", 0).by(toEither("a", "db")));
            rig.start(Policed.internal("db", upstream.port()).by(""));
            try (Peer client = rig.connect()) {
                client.send("x").expect("x").finish().expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).decision().logs())
                    .containsExactly("{\"code\":\"ERR_NGROK_3603\"}");
        }
        try (var rig = new Rig(mode).listen(Policed.open(0).by(to("n0")))) {
            int last = PolicyPath.MOST_HANDOVERS - 1;
            for (int i = 0; i < last; i++) {
                rig.start(Policed.internal("n" + i, 0).by(to("n" + (i + 1))));
            }
            rig.start(Policed.internal("n" + last, 0).by(toEither("end", "end")));
            rig.start(Policed.internal("end", 0).by("on_tcp_connect: [{actions: [{type: deny}]}]"));
            rig.expectRefusal();
            assertThat(rig.expectClosed(CloseReason.UPSTREAM_UNREACHABLE)
                            .decision()
                            .logs())
                    .containsExactly("{\"code\":\"ERR_NGROK_3501\"}");
        }
    }

    @OnEachRelay
    void stoppingTheTargetEndsTheConnectionsThatItWasHanded(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(to("db")))) {
            rig.start(Policed.internal("db", upstream.port()).by(""));
            try (Peer client = rig.connect()) {
                client.send("x").expect("x");

                CompletableFuture<Void> ended =
                        rig.engine.stop(DB, Ending.CLOSE, Duration.ZERO).ended();

                client.expectEnd();
                await().until(ended::isDone);
            }
            rig.expectClosed(CloseReason.ENDPOINT_STOPPED);
            rig.expectRefusal();
            await().until(() -> rig.closed.size() == 2);
        }
    }

    @OnEachRelay
    void theTargetsOwnLimitCounts(RelayMode mode) throws IOException {
        var one = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1);
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(to("db")))) {
            rig.start(Policed.internal("db", upstream.port()).with(one).by(""));
            try (Peer first = rig.connect()) {
                first.send("a").expect("a");
                rig.expectRefusal();
                rig.expectEndOf(CloseReason.TOO_MANY_CONNECTIONS);
            }
            await().until(() -> rig.closed.size() == 2);
        }
    }
}
