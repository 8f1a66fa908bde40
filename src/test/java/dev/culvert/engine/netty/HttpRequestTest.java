package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HttpExchange;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that are answered, by the policy or by the upstream. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // line ends are CR LF here
class HttpRequestTest {

    @OnEachRelay
    void aPolicyAnswersOneRequestAfterTheOther(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO))) {
            try (HttpPeer client = HttpPeer.to(rig)) {
                for (int i = 0; i < 3; i++) {
                    HttpPeer.Answer answer = client.send(HttpPeer.get("/" + i)).answer();
                    assertThat(answer.head()).startsWith("HTTP/1.1 200 OK\n");
                    assertThat(answer.body()).isEqualTo("Hello world!");
                    assertThat(answer.header("date")).endsWith("GMT");
                }
                client.peer().finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.bytesIn()).isEqualTo(3L * HttpPeer.get("/0").length());
            assertThat(rig.exchanges).hasSize(3);
            HttpExchange first = rig.exchanges.element();
            assertThat(first.id().number()).isEqualTo(1);
            assertThat(first.request().method()).isEqualTo("GET");
            assertThat(first.request().host()).isEqualTo("example.com");
            assertThat(first.request().target()).isEqualTo("/0");
            assertThat(first.request().userAgent()).isEqualTo("test");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.responseBytes()).isEqualTo(12);
            assertThat(first.upstream()).isNull();
            assertThat(first.decision().decidedBy()).isEqualTo("rule 1: custom-response");
        }
    }

    @OnEachRelay
    void theUpstreamAnswersManyRequestsOverOneConnection(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES))) {
            try (HttpPeer client = HttpPeer.to(rig)) {
                for (int i = 0; i < 5; i++) {
                    HttpPeer.Answer answer =
                            client.send(HttpPeer.get("/" + i + "?q=%20")).answer();
                    assertThat(answer.head()).startsWith("HTTP/1.1 200 Fine\n");
                    assertThat(answer.body()).isEqualTo("GET /" + i + "?q=%20 HTTP/1.1");
                }
                client.peer().finish().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(end.upstream()).hasToString("127.0.0.1:" + upstream.port());
            assertThat(end.connectTime()).isNotNull();
            assertThat(upstream.connections).hasValue(1);
            assertThat(rig.exchanges).hasSize(5).allMatch(e -> e.status() == 200 && e.upstream() != null);
        }
    }

    @OnEachRelay
    void pipelinedRequestsAreAnsweredInOrder(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            var all = new StringBuilder();
            IntStream.range(0, 50).forEach(i -> all.append(HttpPeer.get("/" + i)));
            client.send(all.toString());
            for (int i = 0; i < 50; i++) {
                assertThat(client.answer().body()).isEqualTo("GET /" + i + " HTTP/1.1");
            }
            client.peer().finish().expectEnd();
            assertThat(rig.exchanges).hasSize(50);
        }
    }

    @OnEachRelay
    void pipelinedRequestsOfAClientThatHasFinishedAreAnsweredToo(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send(HttpPeer.get("/1") + HttpPeer.get("/2") + HttpPeer.get("/3"))
                    .peer()
                    .finish();
            for (int i = 1; i <= 3; i++) {
                assertThat(client.answer().body()).isEqualTo("GET /" + i + " HTTP/1.1");
            }
            client.peer().expectEnd();
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    @OnEachRelay
    void theUpstreamLearnsWhoAsksAndNothingOfTheConnection(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send(
                            "GET / HTTP/1.1\r\nHost: a.example:81\r\nX-Forwarded-For: 9.9.9.9\r\nConnection: keep-alive, X-Mine,"
                                    + " Host, X-Forwarded-Proto\r\nKeep-Alive: 5\r\nX-Mine: 1\r\nTE: gzip\r\nX-Other: \u00e9\r\n\r\n")
                    .answer();
            assertThat(upstream.heads.getFirst())
                    .isEqualTo("GET / HTTP/1.1\nhost: a.example:81\nx-forwarded-for: 9.9.9.9, 127.0.0.1\n"
                            + "x-other: \u00e9\nx-forwarded-proto: http\nx-forwarded-host: a.example:81\n");
        }
    }

    @OnEachRelay
    void headAndBodilessAnswersKeepTheConnection(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer().serve(peer -> {
                    var http = new HttpPeer(peer);
                    for (String head = http.head(); !head.isEmpty(); head = http.head()) {
                        http.send(
                                head.startsWith("HEAD")
                                        ? "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                                        : head.contains("/304")
                                                ? "HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\nETag: x\r\n\r\n"
                                                : "HTTP/1.1 204 No Content\r\n\r\n");
                    }
                });
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            assertThat(client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").head())
                    .isEqualTo("HTTP/1.1 200 OK\ncontent-length: 1000\n");
            assertThat(client.send(HttpPeer.get("/304")).head())
                    .isEqualTo("HTTP/1.1 304 Not Modified\ncontent-length: 77\netag: x\n");
            assertThat(client.send(HttpPeer.get("/204")).head()).isEqualTo("HTTP/1.1 204 No Content\n");
            client.peer().finish().expectEnd();
        }
    }

    @OnEachRelay
    void ourOwnAnswerToHeadHasALengthAndNoBody(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO));
                HttpPeer client = HttpPeer.to(rig)) {
            String head = client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").head();
            assertThat(HttpPeer.header(head, "content-length")).isEqualTo("12");
            assertThat(client.send(HttpPeer.get("/")).answer().body()).isEqualTo("Hello world!");
        }
    }

    @OnEachRelay
    void chunksAndTrailersGoBothWays(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("POST /up HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "4;ext=1\r\nWiki\r\n6\r\n\r\n ia!\r\n0\r\nX-Sum: 10\r\nContent-Length: 3\r\n\r\n");
            try (var server = new HttpPeer(upstream.accept())) {
                String head = server.head();
                assertThat(HttpPeer.header(head, "transfer-encoding")).isEqualTo("chunked");
                assertThat(HttpPeer.header(head, "te")).isEqualTo("trailers");
                assertThat(server.until("X-Sum: 10\r\n\r\n"))
                        .isEqualTo("4\r\nWiki\r\n6\r\n\r\n ia!\r\n0\r\nX-Sum: 10\r\n\r\n");
                server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\n\r\n"
                        + "3\r\nabc\r\n0\r\nX-End: yes\r\n\r\n");
                assertThat(client.head()).isEqualTo("HTTP/1.1 200 OK\ntrailer: X-End\ntransfer-encoding: chunked\n");
                assertThat(client.until("yes\r\n\r\n")).isEqualTo("3\r\nabc\r\n0\r\nX-End: yes\r\n\r\n");
                await().until(() -> rig.exchanges.size() == 1);
                assertThat(rig.exchanges.element().request().bytes()).isEqualTo(10);
                assertThat(rig.exchanges.element().responseBytes()).isEqualTo(3);
            }
        }
    }

    @OnEachRelay
    void foldsOfAnAnswerBecomeOneLine(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send(HttpPeer.get("/"));
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                server.send("HTTP/1.1 200 OK\r\nX-Long: one\r\n  two\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "0\r\nX-End: yes\r\n\tno\r\n\r\n");
                assertThat(client.head()).contains("x-long: one two\n");
                assertThat(client.until("no\r\n\r\n")).isEqualTo("0\r\nX-End: yes no\r\n\r\n");
            }
        }
    }

    @OnEachRelay
    void aBodyThatEndsWithTheUpstreamsConnectionEndsInAChunk(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer().serve(peer -> {
                    var http = new HttpPeer(peer);
                    http.head();
                    http.send("HTTP/1.0 200 OK\r\n\r\nuntil the end").peer().finish();
                });
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            for (int i = 0; i < 2; i++) {
                client.send(HttpPeer.get("/"));
                assertThat(client.head()).contains("transfer-encoding: chunked");
                assertThat(client.until("0\r\n\r\n")).contains("until the end");
            }
            client.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(client.head()).isEqualTo("HTTP/1.1 200 OK\nconnection: close\n");
            assertThat(client.until("\0")).isEqualTo("until the end");
        }
    }

    @OnEachRelay
    void anOldClientGetsNoChunksAndKeepsTheConnectionIfItAsks(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO))) {
            try (HttpPeer client = HttpPeer.to(rig)) {
                HttpPeer.Answer kept = client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                        .answer();
                assertThat(kept.header("connection")).isEqualTo("keep-alive");
                HttpPeer.Answer last = client.send("GET / HTTP/1.0\r\n\r\n").answer();
                assertThat(last.header("connection")).isEqualTo("close");
                client.peer().expectEnd();
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    @OnEachRelay
    void theWordToGoOnComesFromTheUpstream(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            try (var server = new HttpPeer(upstream.accept())) {
                assertThat(server.head()).contains("expect: 100-continue");
                server.send("HTTP/1.1 100 Continue\r\n\r\n");
                assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\n");
                client.send("body");
                assertThat(server.receive(4)).isEqualTo("body");
                server.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(201);
                client.send(HttpPeer.get("/next"));
                assertThat(server.head()).startsWith("GET /next");
            }
        }
    }

    @OnEachRelay
    void aBodyThatIsNotWantedIsNotAskedFor(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            HttpPeer.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            client.peer().expectEnd();
        }
    }

    @OnEachRelay
    void aBodyThatIsNotWantedIsReadAndTheConnectionKept(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(Policed.HELLO));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("dy" + HttpPeer.get("/again"));
            assertThat(client.answer().status()).isEqualTo(200);
            await().until(() -> rig.exchanges.size() == 2);
            assertThat(rig.exchanges.element().request().bytes()).isEqualTo(4);
        }
    }

    @OnEachRelay
    void aUrlAsTargetBecomesAPath(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = HttpPeer.to(rig)) {
            client.send("GET http://example.com?x=1 HTTP/1.1\r\nHost: example.com\r\n\r\n")
                    .answer();
            client.send("OPTIONS * HTTP/1.1\r\nHost: example.com\r\n\r\n").answer();
            assertThat(upstream.heads.get(0)).startsWith("GET /?x=1 HTTP/1.1\nhost: example.com\n");
            assertThat(upstream.heads.get(1)).startsWith("OPTIONS * HTTP/1.1\n");
        }
    }
}
