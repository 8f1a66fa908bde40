package dev.culvert.engine.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.Traffic;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that several policies hand on, one after the other, and names that stand for many. */
@ExtendWith(LeakGuard.class)
class InternalChainTest {

    private static String to(String host, String... before) {
        return "on_tcp_connect: [{name: on to " + host + ", actions: [" + String.join("", before)
                + "{type: forward-internal, config: {url: 'tcp://" + host + ".internal:5432'}}]}]";
    }

    private static String log(String what) {
        return "{type: log, config: {metadata: {at: '${endpoint.host}', what: " + what + "}}}, ";
    }

    private static Policed named(String id, String host, int upstreamPort) {
        Policed plain = Policed.internal(host, upstreamPort);
        return new Policed(new EndpointId(id), plain.url(), plain.upstream(), plain.state(), plain.limits());
    }

    @OnEachRelay
    void aChainOfThree(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(to("one", log("entry"))))) {
            rig.start(Policed.internal("one", 0).by(to("two", log("first"))));
            rig.start(Policed.internal("two", 0).by(to("three", log("second"))));
            rig.start(Policed.internal("three", upstream.port())
                    .by("on_tcp_connect: [{actions: [" + log("third") + "{type: restrict-ips,"
                            + " config: {allow: [127.0.0.0/8]}}]}]"));
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello").finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.decision().handedTo())
                    .containsExactly("tcp://one.internal:5432", "tcp://two.internal:5432", "tcp://three.internal:5432");
            assertThat(end.decision().logs())
                    .containsExactly(
                            "{\"at\":\"localhost\",\"what\":\"entry\"}",
                            "{\"at\":\"one.internal\",\"what\":\"first\"}",
                            "{\"at\":\"two.internal\",\"what\":\"second\"}",
                            "{\"at\":\"three.internal\",\"what\":\"third\"}");
            assertThat(end.decision().network()).isEqualTo("127.0.0.0/8");
            for (String endpoint : new String[] {"ep_test", "ep_one", "ep_two", "ep_three"}) {
                assertThat(rig.engine.traffic(new EndpointId(endpoint)))
                        .as(endpoint)
                        .isEqualTo(new Traffic(1, 0, 5, 5));
            }
        }
    }

    @OnEachRelay
    void theLastOfAChainMayRefuseAndAllHaveCounted(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(to("one")))) {
            rig.start(Policed.internal("one", 0).by(to("two")));
            rig.start(Policed.internal("two", 0).by(to("three")));
            rig.start(Policed.internal("three", 1).by("on_tcp_connect: [{name: shut, actions: [{type: deny}]}]"));
            rig.expectRefusal();
            assertThat(rig.expectClosed(CloseReason.DENIED).decision().decidedBy())
                    .isEqualTo("shut: deny");
            assertThat(rig.engine.traffic(new EndpointId("ep_three"))).isEqualTo(new Traffic(1, 0, 0, 0));
        }
    }

    @OnEachRelay
    void theMostSpecificNameIsMeant(RelayMode mode) throws IOException {
        try (var any = named("any");
                var inX = named("in x");
                var inXy = named("in y.x");
                var exact = named("exact");
                var rig = new Rig(mode)) {
            rig.start(named("ep_any", "*", any.port()).by(""));
            rig.start(named("ep_x", "*.x", inX.port()).by(""));
            rig.start(named("ep_yx", "*.y.x", inXy.port()).by(""));
            rig.start(named("ep_exact", "a.y.x", exact.port()).by(""));
            assertThat(reached(rig, "a.y.x")).isEqualTo("exact");
            assertThat(reached(rig, "b.y.x")).isEqualTo("in y.x");
            assertThat(reached(rig, "b.c.y.x")).isEqualTo("in y.x");
            assertThat(reached(rig, "y.x")).isEqualTo("in x");
            assertThat(reached(rig, "other")).isEqualTo("any");
        }
    }

    /** The policy of an endpoint for many names sees the one that was asked for, and decides by it. */
    @OnEachRelay
    void theNameThatWasAskedForIsTheEndpointsHost(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(0).by(to("a.x")))) {
            rig.start(named("ep_x", "*.x", upstream.port()).by("""
                    on_tcp_connect:
                      - expressions: ["endpoint.host != 'a.x.internal'"]
                        actions: [{type: deny}]
                      - actions:
                          - type: log
                            config: {metadata: {at: "${endpoint.url} ${endpoint.addr} ${endpoint.id}"}}
                    """));
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello").finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.decision().logs())
                    .containsExactly("{\"at\":\"tcp://a.x.internal:5432 a.x.internal:5432 ep_x\"}");
        }
    }

    @OnEachRelay
    void aWildcardIsOfItsPortOnlyAndNotOfItsOwnName(RelayMode mode) throws IOException {
        try (var inX = named("in x");
                var rig = new Rig(mode)) {
            rig.start(named("ep_x", "*.x", inX.port()).by(""));
            assertThat(reached(rig, "x")).isEmpty();
            assertThat(reached(rig, "ax")).isEmpty();
            String otherPort = to("a.x").replace(":5432", ":5433");
            rig.listen(Policed.open(0).by(otherPort));
            rig.expectRefusal();
        }
    }

    private static PeerServer named(String name) throws IOException {
        return new PeerServer().serve(peer -> peer.send(name).finish().expectEnd());
    }

    private static String reached(Rig rig, String host) throws IOException {
        rig.listen(Policed.open(0).by(to(host)));
        try (Peer client = rig.connect()) {
            client.finish();
            return new String(client.socket().getInputStream().readAllBytes(), UTF_8);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset"); // that is how a client is refused
            return "";
        } finally {
            var unused = rig.engine
                    .stop(Rig.ID, Ending.CLOSE, Duration.ZERO)
                    .unbound()
                    .join();
        }
    }
}
