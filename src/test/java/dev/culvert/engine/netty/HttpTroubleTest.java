package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Ending;
import dev.culvert.model.Limits;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that go wrong on either side, and connections that end in the middle of them. */
@ExtendWith(LeakGuard.class)
class HttpTroubleTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private static HttpPeer http(Rig rig) throws IOException {
        return new HttpPeer(rig.connect());
    }

    @OnEachRelay
    void anUpstreamThatRefusesIsABadGateway(RelayMode mode) throws IOException {
        int nobody;
        try (var closed = new PeerServer()) {
            nobody = closed.port();
        }
        try (var rig = new Rig(mode).listen(Policed.open(nobody).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            HttpPeer.Answer answer = client.send(GET).answer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.header("content-type")).startsWith("text/plain");
            assertThat(answer.body()).isEqualTo("The upstream did not answer.\n");
            client.peer().expectEnd();
            client.hangUp();
            rig.expectClosed(CloseReason.UPSTREAM_REFUSED);
            assertThat(rig.exchanges).singleElement().matches(e -> e.status() == 502 && e.error() != null);
        }
    }

    @OnEachRelay
    void anUpstreamThatIsSilentIsAGatewayTimeout(RelayMode mode) throws IOException {
        var impatient = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofMillis(300), Duration.ZERO, 0);
        try (var upstream = new PeerServer();
                var rig = new Rig(mode)
                        .listen(Policed.open(upstream.port()).with(impatient).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send(GET);
            try (Peer server = upstream.accept()) {
                assertThat(client.answer().status()).isEqualTo(504);
                client.peer().expectEnd();
                client.hangUp();
                rig.expectClosed(CloseReason.SERVER_IDLE);
                assertThat(server).isNotNull();
            }
        }
    }

    @OnEachRelay
    void anIdleClientIsNotTheUpstreamsFault(RelayMode mode) throws Exception {
        var limits = new Limits(Duration.ZERO, Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ZERO, 0);
        try (var upstream = new HttpServer();
                var rig = new Rig(mode)
                        .listen(Policed.open(upstream.port()).with(limits).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send(GET).answer();
            client.peer().expectEnd();
            rig.expectClosed(CloseReason.CLIENT_IDLE);
        }
    }

    @OnEachRelay
    void anUpstreamThatClosedMeanwhileIsDialledAnew(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            for (int i = 0; i < 3; i++) {
                client.send(GET);
                try (var server = new HttpPeer(upstream.accept())) {
                    server.head();
                    server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    assertThat(client.answer().status()).isEqualTo(200);
                }
            }
            client.peer().finish().expectEnd();
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    @OnEachRelay
    void aRequestThatCrossesTheUpstreamsCloseIsSentAgainOnlyIfThatIsSafe(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send(GET);
            var first = new HttpPeer(upstream.accept());
            first.head();
            first.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            client.answer();
            client.send(GET);
            first.head();
            first.close(); // without an answer
            var second = new HttpPeer(upstream.accept());
            second.head();
            second.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);

            client.send("POST / HTTP/1.1\r\nHost: a\r\n\r\n");
            second.head();
            second.close();
            assertThat(client.answer().status()).isEqualTo(502);
        }
    }

    @OnEachRelay
    void aTrailersFoldThatComesLaterIsSeenToo(RelayMode mode) throws IOException {
        String begun = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: b\r\n";
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send(begun);
            try (Peer server = upstream.accept()) {
                await().until(() -> rig.onlyConnection().bytesIn() == begun.length());
                client.send("\tc\r\n");
                HttpPeer.Answer answer = client.answer();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body()).isEqualTo("A trailer is folded over several lines.\n");
                client.peer().expectEnd();
                server.expectReset();
            }
            client.hangUp();
            assertThat(rig.expectClosed(CloseReason.PROTOCOL_ERROR).error())
                    .isEqualTo("A trailer is folded over several lines.");
        }
    }

    @OnEachRelay
    void anAnswerThatBreaksOffIsNotPassedOffAsWhole(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send(GET);
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                assertThat(client.head()).startsWith("HTTP/1.1 200");
                assertThat(client.receive(4)).isEqualTo("half");
            }
            client.peer().expectReset();
            rig.expectClosed(CloseReason.UPSTREAM_RESET);
            assertThat(rig.exchanges).singleElement().matches(e -> e.error() != null && e.responseBytes() == 4);
        }
    }

    @OnEachRelay
    void anAnswerThatIsNoHttpIsABadGateway(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer().serve(peer -> {
                    new HttpPeer(peer).head();
                    peer.send("220 mail.example ESMTP\r\n");
                    peer.expectEnd();
                });
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            assertThat(client.send(GET).answer().status()).isEqualTo(502);
            client.hangUp();
            rig.expectClosed(CloseReason.PROTOCOL_ERROR);
        }
    }

    @OnEachRelay
    void aHeadThatDoesNotEndIsATimeout(RelayMode mode) throws IOException {
        var quick = HttpLimits.DEFAULT.within(Duration.ofSeconds(5), Duration.ofMillis(300));
        try (var upstream = new HttpServer();
                var rig =
                        Rig.of(mode, quick).listen(Policed.open(upstream.port()).by(Policed.PASSES))) {
            try (HttpPeer client = http(rig)) {
                client.send("GET / HTTP/1.1\r\nHost: a\r\n");
                assertThat(client.answer().status()).isEqualTo(408);
                client.peer().expectEnd();
            }
            rig.expectClosed(CloseReason.PROTOCOL_ERROR);
            rig.closed.clear();
            try (HttpPeer client = http(rig)) {
                client.send(GET).answer();
                client.send("G");
                assertThat(client.answer().status()).isEqualTo(408);
            }
        }
    }

    @OnEachRelay
    void aClientThatLeavesInTheMiddleOfABodyIsTold(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                server.receive(4);
                client.peer().finish();
                assertThat(client.answer().status()).isEqualTo(400);
                server.peer().expectReset();
            }
            rig.expectClosed(CloseReason.PROTOCOL_ERROR);
        }
    }

    /** The rest of the body is for nobody, and the connection for no other request. */
    @OnEachRelay
    void anUpstreamThatAnswersBeforeItHasReadAllIsLeft(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\nhalf");
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                server.receive(4);
                server.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(413);
                server.peer().expectEnd();
            }
            client.send("half").send(GET);
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(200);
            }
        }
    }

    @OnEachRelay
    void aClientThatResetsTakesTheUpstreamAlong(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send(GET);
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                client.peer().reset();
                server.peer().expectReset();
            }
            rig.expectClosed(CloseReason.CLIENT_RESET);
            assertThat(rig.exchanges).singleElement().matches(e -> e.status() == 0);
        }
    }

    @OnEachRelay
    void killingEndsARequestInFlight(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send(GET);
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                assertThat(rig.engine.kill(rig.onlyConnection().id())).isTrue();
                client.peer().expectEnd();
            }
            rig.expectClosed(CloseReason.KILLED);
            assertThat(rig.exchanges).singleElement().matches(e -> e.error() != null);
        }
    }

    @OnEachRelay
    void killingInTheMiddleOfAnAnswerDoesNotPassItOffAsWhole(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send("GET / HTTP/1.0\r\n\r\n"); // to whom the end of the connection is the end of the body
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                server.send("HTTP/1.1 200 OK\r\n\r\nhalf");
                client.head();
                assertThat(client.receive(4)).isEqualTo("half");
                assertThat(rig.engine.kill(rig.onlyConnection().id())).isTrue();
                client.peer().expectReset();
            }
            rig.expectClosed(CloseReason.KILLED);
        }
    }

    @OnEachRelay
    void anEndpointThatIsDrainedSaysGoodbyeWithTheNextAnswer(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            assertThat(client.send(GET).answer().header("connection")).isEmpty();
            var stopping = rig.engine.stop(Rig.ID, Ending.DRAIN, Duration.ofSeconds(30));
            assertThat(client.send(GET).answer().header("connection")).isEqualTo("close");
            client.peer().expectEnd();
            client.hangUp();
            await().until(() -> stopping.ended().isDone());
            rig.expectClosed(CloseReason.ENDPOINT_STOPPED);
        }
    }

    @OnEachRelay
    void maxLifetimeHoldsForHttpToo(RelayMode mode) throws IOException {
        var brief = new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMillis(500), 0);
        try (var upstream = new HttpServer();
                var rig = new Rig(mode)
                        .listen(Policed.open(upstream.port()).with(brief).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send(GET).answer();
            client.peer().expectEnd();
            rig.expectClosed(CloseReason.MAX_LIFETIME);
        }
    }
}
