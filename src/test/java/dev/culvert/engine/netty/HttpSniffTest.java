package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.model.CloseReason;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** How connections are told apart that speak HTTP and that do not. */
@ExtendWith(LeakGuard.class)
class HttpSniffTest {

    private static final String TEAPOT =
            "on_http_request: [{actions: [{type: custom-response, config: {status_code: 418, body: short}}]}]";
    private static final HttpLimits QUICK = HttpLimits.DEFAULT.within(Duration.ofMillis(300), Duration.ofMillis(400));

    private static HttpPeer http(Rig rig) throws IOException {
        return new HttpPeer(rig.connect());
    }

    @OnEachRelay
    void aServerThatSpeaksFirstIsHeardAfterTheWait(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig =
                        Rig.of(mode, QUICK).listen(Policed.open(upstream.port()).by(TEAPOT));
                Peer client = rig.connect()) {
            try (Peer server = upstream.accept()) {
                server.send("SSH-2.0-server\r\n");
                client.expect("SSH-2.0-server\r\n").send("GET / HTTP/1.1\r\n\r\n");
                server.expect("GET / HTTP/1.1\r\n\r\n").finish();
                client.expectEnd().finish();
                server.expectEnd();
            }
            rig.expectClosed(CloseReason.UPSTREAM_CLOSED);
            assertThat(rig.exchanges).isEmpty();
        }
    }

    @OnEachRelay
    void whatIsNotHttpGoesThroughAtOnceAndWhole(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(TEAPOT))) {
            for (String said :
                    new String[] {"\0\1\2\3", "EHLO me\r\n", "*1\r\n$4\r\nPING\r\n", "GET key\r\n", "{\"a\": 1}\n"}) {
                try (Peer client = rig.connect()) {
                    client.send(said).expect(said).finish().expectEnd();
                }
            }
            assertThat(rig.exchanges).isEmpty();
        }
    }

    @OnEachRelay
    void aLineInPiecesIsStillARequest(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(TEAPOT));
                HttpPeer client = http(rig)) {
            for (String piece : "GET / HTTP/1.1\r\nHost: a\r\n\r\n".split("(?<=[ /])", -1)) {
                client.send(piece);
            }
            assertThat(client.answer().status()).isEqualTo(418);
        }
    }

    @OnEachRelay
    void waitingDoesNotGetARequestRoundThePolicy(RelayMode mode) throws Exception {
        try (var upstream = PeerServer.echo();
                var rig =
                        Rig.of(mode, QUICK).listen(Policed.open(upstream.port()).by(TEAPOT))) {
            try (HttpPeer client = http(rig)) {
                Thread.sleep(600);
                client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(418);
                client.peer().finish().expectEnd();
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    @OnEachRelay
    void norDoesAFirstLineOfTwoHalves(RelayMode mode) throws Exception {
        try (var upstream = new PeerServer();
                var rig =
                        Rig.of(mode, QUICK).listen(Policed.open(upstream.port()).by(TEAPOT));
                HttpPeer client = http(rig)) {
            client.send("GE");
            try (Peer server = upstream.accept()) {
                server.expect("GE");
                client.send("T / HTTP/1.1\r\nHost: a\r\n\r\n");
                client.peer().expectEnd();
                server.expectEnd();
            }
            assertThat(rig.expectClosed(CloseReason.PROTOCOL_ERROR).error())
                    .isEqualTo("The first line of an HTTP request took longer than 300 ms.");
        }
    }

    @OnEachRelay
    void norDoesAWordThatOnlyALenientServerTakesForARequest(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(TEAPOT))) {
            for (String said : new String[] {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /\r\n",
                " GET / HTTP/1.1\r\n\r\n",
                "\nGET / HTTP/1.1\r\n\r\n",
                "GET\t/ HTTP/1.1\r\n\r\n",
                "GET / http/1.1\r\n\r\n",
                "GET  /  HTTP/1.1\r\n\r\n"
            }) {
                try (HttpPeer client = http(rig)) {
                    assertThat(client.send(said).answer().status()).as(said).isEqualTo(400);
                }
            }
        }
    }

    @OnEachRelay
    void anEmptyLineBeforeTheRequestIsPassedOver(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(TEAPOT));
                HttpPeer client = http(rig)) {
            client.send("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(418);
        }
    }

    @OnEachRelay
    void aCloudEndpointHasNothingForOthers(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(TEAPOT));
                Peer client = rig.connect()) {
            client.send("EHLO me\r\n").expectEnd();
            rig.expectClosed(CloseReason.NO_RULE_DECIDED);
        }
        try (var rig = Rig.of(mode, QUICK).listen(Policed.open(0).by(TEAPOT));
                Peer client = rig.connect()) {
            client.expectEnd();
            rig.expectClosed(CloseReason.NO_RULE_DECIDED);
        }
    }

    @OnEachRelay
    void aClientThatOnlyListensIsForwardedAtOnce(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(TEAPOT));
                Peer client = rig.connect()) {
            client.send("half a li").finish();
            try (Peer server = upstream.accept()) {
                server.expect("half a li").expectEnd().send("answer").finish();
                client.expect("answer").expectEnd();
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }
}
