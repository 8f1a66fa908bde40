package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an endpoint's policy makes of the connections that come to it. */
@ExtendWith(LeakGuard.class)
class PolicyTest {

    private static final String ONLY_ELSEWHERE = """
            on_tcp_connect:
              - name: office only
                actions:
                  - type: restrict-ips
                    config: {allow: [10.0.0.0/8]}
            """;

    private static final String DENY = "on_tcp_connect: [{actions: [{type: deny}]}]";

    @OnEachRelay
    void aRefusedClientIsClosedWithoutADialAndTheRuleIsRecorded(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(ONLY_ELSEWHERE))) {
            rig.expectRefusal();

            ClosedConnection end = rig.expectClosed(CloseReason.DENIED);
            assertThat(end.decision().rule()).isEqualTo("office only");
            assertThat(end.decision().action()).isEqualTo("restrict-ips");
            assertThat(end.decision().decidedBy()).isEqualTo("office only: restrict-ips");
            assertThat(end.upstream()).isNull();
        }
    }

    @OnEachRelay
    void anAdmittedClientIsForwardedAndTheNetworkIsRecorded(RelayMode mode) throws IOException {
        String policy = ONLY_ELSEWHERE.replace("10.0.0.0/8", "127.0.0.0/8");
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(policy))) {
            try (Peer client = rig.connect()) {
                client.send("hello").expect("hello");
                assertThat(rig.onlyConnection().decision().network()).isEqualTo("127.0.0.0/8");
                client.finish().expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).decision())
                    .isEqualTo(new DecisionRecord("", "", "127.0.0.0/8", List.of(), List.of(), List.of()));
        }
    }

    @OnEachRelay
    void aCloudEndpointWhoseRulesDoNotApplyDecidesNothing(RelayMode mode) throws IOException {
        String policy = """
                on_tcp_connect:
                  - expressions: ["conn.client_port == 1"]
                    actions: [{type: deny}]
                  - actions: [{type: deny, report_only: true}, {type: forward-internal, config: {url: 'tcp://gone.internal:1'}}]
                """;
        try (var rig = new Rig(mode).listen(Policed.open(0).by(policy))) {
            rig.expectRefusal();

            ClosedConnection end = rig.expectClosed(CloseReason.UPSTREAM_UNREACHABLE);
            assertThat(end.error()).isEqualTo("No internal endpoint is online at tcp://gone.internal:1.");
            assertThat(end.decision().reports()).containsExactly("rule 2: deny would have: close: denied");
        }
    }

    @OnEachRelay
    void anExpressionThatFailsClosesAndSaysWhere(RelayMode mode) throws IOException {
        String policy = """
                on_tcp_connect:
                  - expressions:
                      - "1 / (conn.client_port - conn.client_port) == 1"
                    actions: [{type: log, config: {metadata: {a: b}}}]
                """;
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(policy))) {
            rig.expectRefusal();

            ClosedConnection end = rig.expectClosed(CloseReason.POLICY_ERROR);
            assertThat(end.error()).startsWith("ERR_NGROK_2238 at 3:").contains("zero");
            assertThat(end.decision().rule()).isEqualTo("rule 1");
        }
    }

    @OnEachRelay
    void whatIsLoggedIsKept(RelayMode mode) throws IOException {
        String policy = """
                on_tcp_connect:
                  - actions:
                      - {type: log, config: {metadata: {who: '${conn.client_ip}', on: '${endpoint.id}'}}}
                      - {type: log, config: {metadata: {n: '2'}}}
                """;
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(policy))) {
            try (Peer client = rig.connect()) {
                client.send("x").expect("x").finish().expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).decision().logs())
                    .containsExactly("{\"who\":\"127.0.0.1\",\"on\":\"ep_test\"}", "{\"n\":\"2\"}");
        }
    }

    @OnEachRelay
    void connectionsThatAreOpenAreCountedUntilTheyEnd(RelayMode mode) throws IOException {
        String policy = """
                on_tcp_connect:
                  - actions: [{type: limit-connections, config: {max: 1, bucket_key: ['conn.client_ip']}}]
                """;
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(policy))) {
            try (Peer first = rig.connect()) {
                first.send("a").expect("a");
                rig.expectRefusal();
                rig.expectEndOf(CloseReason.TOO_MANY_CONNECTIONS);
            }
            await().until(() -> rig.closed.size() == 2);
            try (Peer third = rig.connect()) {
                third.send("c").expect("c");
            }
        }
    }

    @OnEachRelay
    void bytesAreHeldToARateAndNoneIsLost(RelayMode mode) throws IOException {
        byte[] some = new byte[60_000];
        new Random(1).nextBytes(some);
        for (String limit : new String[] {"in: 100KB/s", "out: 100KB/s", "in: 100KB/s, per: endpoint"}) {
            String policy = "on_tcp_connect: [{actions: [{type: limit-bandwidth, config: {" + limit + "}}]}]";
            try (var upstream = PeerServer.echo();
                    var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(policy))) {
                long begun = System.nanoTime();
                try (Peer client = rig.connect()) {
                    client.send(some).finish();
                    assertThat(client.receive(some.length)).isEqualTo(some);
                    client.expectEnd();
                }
                // what was given on credit or sent early is free
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as(limit)
                        .isGreaterThan(Duration.ofMillis(300));
                assertThat(rig.expectClosed(CloseReason.CLIENT_CLOSED).bytesOut())
                        .isEqualTo(some.length);
            }
        }
    }

    @OnEachRelay
    void connectionsShareTheRateOfAnEndpoint(RelayMode mode) throws IOException {
        String policy = "on_tcp_connect: [{actions: [{type: limit-bandwidth, config: {out: 100KB/s, per: endpoint}}]}]";
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(policy));
                Peer one = rig.connect();
                Peer two = rig.connect()) {
            byte[] some = new byte[40_000];
            long begun = System.nanoTime();
            one.send(some);
            two.send(some);
            one.receive(some.length);
            two.receive(some.length);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(500));
        }
    }

    @OnEachRelay
    void anEditLeavesOpenConnectionsAloneAndDecidesNewOnes(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode)) {
            Policed endpoint = Policed.open(upstream.port());
            rig.listen(endpoint.by(""));
            try (Peer old = rig.connect()) {
                old.send("before").expect("before");

                rig.engine.update(endpoint.by(DENY));

                rig.expectRefusal();
                old.send("after").expect("after");
                rig.engine.end(Rig.ID, Ending.CLOSE, Duration.ZERO);
                old.expectEnd();
            }
            await().until(() -> rig.closed.size() == 2);
            assertThat(rig.closed)
                    .extracting(ClosedConnection::reason)
                    .containsExactly(CloseReason.DENIED, CloseReason.ENDPOINT_STOPPED);
        }
    }
}
