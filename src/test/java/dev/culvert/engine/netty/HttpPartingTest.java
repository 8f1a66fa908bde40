package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.model.CloseReason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a connection is left behind its last answer, on both sides. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // line ends are CR LF here
class HttpPartingTest {

    @OnEachRelay
    void closeIsHonouredInBothDirections(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + HttpPeer.get("/never"));
            assertThat(client.answer().header("connection")).isEqualTo("close");
            client.peer().expectEnd();
            client.hangUp();
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(upstream.heads).hasSize(1);
        }
    }

    /** So the upstream closes first, and it is not this machine's ports that are kept from use for a minute. */
    @OnEachRelay
    void theUpstreamIsToldThatNothingFollows(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES))) {
            for (String head : List.of(
                    "GET / HTTP/1.0\r\nHost: a\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: close, te\r\n")) {
                try (HttpPeer client = HttpPeer.to(rig)) {
                    client.send(head + "\r\n");
                    assertThat(client.answer().status()).isEqualTo(200);
                    client.peer().expectEnd();
                }
            }
            assertThat(upstream.heads.get(0)).contains("\nconnection: close\n");
            assertThat(upstream.heads.get(1)).contains("\nconnection: close\n");
            assertThat(upstream.heads.get(2)).contains("\nconnection: close, te\n");
            try (HttpPeer client = HttpPeer.to(rig)) {
                client.send(HttpPeer.get("/")).answer();
                client.send("GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: te\r\n\r\n")
                        .answer();
            }
            assertThat(upstream.heads.get(3)).doesNotContain("connection");
            assertThat(upstream.heads.get(4)).contains("\nconnection: te\n");
        }
    }

    /** A client's socket that stays open would else be waited for, for {@link HttpLimits#linger}. */
    @OnEachRelay
    void oneWhoHasSaidAllIsNotWaitedFor(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody");
            expectLeft(rig, client);
        }
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            expectLeft(rig, client);
        }
    }

    private static void expectLeft(Rig rig, HttpPeer client) throws IOException {
        assertThat(client.answer().header("connection")).isEqualTo("close");
        client.peer().expectEnd();
        await().atMost(HttpLimits.DEFAULT.linger().dividedBy(2)).until(() -> !rig.closed.isEmpty());
        rig.expectClosed(CloseReason.CLIENT_CLOSED);
    }

    /** Its answer stands for that of the upstream which the endpoint has not, and no body follows that was asked for by nobody. */
    @OnEachRelay
    void aPolicyMayEndTheConnectionWithItsAnswer(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.answer().header("connection")).isEqualTo("close");
            client.peer().expectEnd();
            client.hangUp();
            assertThat(rig.expectClosed(CloseReason.UPSTREAM_CLOSED).error()).isNull();
        }
    }

    /** A reset would take the answer back. */
    @OnEachRelay
    void oneWhoIsStillSendingIsHeardOut(RelayMode mode) throws IOException, InterruptedException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3000\r\n\r\n");
            assertThat(client.answer().header("connection")).isEqualTo("close");
            client.peer().expectEnd();
            client.send("x".repeat(1_000));
            Thread.sleep(200);
            assertThat(rig.closed).isEmpty();
        }
    }

    /** Its promise is broken already, and what it has sent must not make the kernel take the answer back. */
    @OnEachRelay
    void oneWhoSaysMoreThanItPromisedIsHeardOut(RelayMode mode) throws IOException, InterruptedException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + HttpPeer.get("/never"));
            assertThat(client.answer().status()).isEqualTo(200);
            client.peer().expectEnd();
            client.send(HttpPeer.get("/never"));
            Thread.sleep(200);
            assertThat(rig.closed).isEmpty();
            client.hangUp();
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    /** Nobody knows what follows a request that could not be understood. */
    @OnEachRelay
    void oneWhoIsRefusedIsHeardOut(RelayMode mode) throws IOException, InterruptedException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            client.peer().expectEnd();
            client.send("and what was meant to follow");
            Thread.sleep(200);
            assertThat(rig.closed).isEmpty();
        }
    }

    /** It wanted to go on; only the answer could not be told from what would follow. */
    @OnEachRelay
    void oneWhoMaySayMoreIsHeardOut(RelayMode mode) throws IOException, InterruptedException {
        try (var upstream = new PeerServer().serve(peer -> {
                    var http = new HttpPeer(peer);
                    http.head();
                    http.send("HTTP/1.0 200 OK\r\n\r\nuntil the end").peer().finish();
                });
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.head()).contains("connection: close");
            assertThat(client.until("\0")).isEqualTo("until the end");
            client.send(HttpPeer.get("/never"));
            Thread.sleep(200);
            assertThat(rig.closed).isEmpty();
        }
    }
}
