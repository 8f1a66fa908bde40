package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.LiveConnection;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies that are larger than memory, and what follows HTTP. */
@ExtendWith(LeakGuard.class)
class HttpFlowTest {

    private static final long MIB = 1 << 20;

    private static HttpPeer http(Rig rig) throws IOException {
        return new HttpPeer(rig.connect());
    }

    private static long memory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    @OnEachRelay
    void anUploadWaitsForTheUpstreamInLittleMemory(RelayMode mode) throws IOException {
        int size = (int) (64 * MIB);
        byte[] upload = Bytes.random(size);
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            long before = memory();
            client.send("PUT /large HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n");
            Thread.startVirtualThread(() -> Bytes.quietly(() -> client.peer().send(upload)));
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                LiveConnection connection = rig.onlyConnection();
                Bytes.awaitStall(connection::bytesIn);
                assertThat(connection.bytesIn()).isLessThan(32 * MIB);
                assertThat(memory() - before).isLessThan(16 * MIB);
                assertThat(server.peer().receive(size)).isEqualTo(upload);
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                assertThat(client.answer().body()).isEqualTo("ok");
            }
            assertThat(rig.exchanges).singleElement().matches(e -> e.request().bytes() == size);
        }
    }

    @OnEachRelay
    void anUploadWaitsUntilTheUpstreamIsReached(RelayMode mode) throws IOException {
        byte[] upload = Bytes.random((int) (32 * MIB));
        try (var upstream = new PeerServer();
                var resolver = new HeldExecutor();
                var rig = new Rig(mode, resolver)
                        .listen(Policed.open(upstream.port()).named(Rig.NAMED).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send("PUT /large HTTP/1.1\r\nHost: a\r\nContent-Length: " + upload.length + "\r\n\r\n");
            Thread.startVirtualThread(() -> Bytes.quietly(() -> client.peer().send(upload)));
            LiveConnection connection = rig.onlyConnection();
            Bytes.awaitStall(connection::bytesIn);
            assertThat(connection.bytesIn()).isLessThan(MIB);
            resolver.release();
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                assertThat(server.peer().receive(upload.length)).isEqualTo(upload);
            }
        }
    }

    @OnEachRelay
    void aDownloadWaitsForTheClientInLittleMemory(RelayMode mode) throws IOException {
        byte[] chunk = Bytes.random((int) MIB);
        int chunks = 64;
        var sent = new AtomicInteger();
        try (var upstream = new PeerServer().serve(peer -> {
                    var http = new HttpPeer(peer);
                    http.head();
                    http.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < chunks; i++) {
                        http.send("100000\r\n");
                        peer.send(chunk);
                        http.send("\r\n");
                        sent.incrementAndGet();
                    }
                    http.send("0\r\n\r\n").head();
                });
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            long before = memory();
            client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            Bytes.awaitStall(rig.onlyConnection());
            Bytes.awaitStall(sent::get);
            assertThat(sent).hasValueLessThan(chunks / 2);
            assertThat(memory() - before).isLessThan(16 * MIB);
            client.head();
            InputStream in = client.peer().socket().getInputStream();
            long total = 0;
            for (int size = size(client); size > 0; size = size(client)) {
                in.skipNBytes(size + 2L);
                total += size;
            }
            assertThat(total).isEqualTo(chunks * MIB);
            client.until("\r\n");
            await().until(() -> rig.exchanges.size() == 1);
            assertThat(rig.exchanges.element().responseBytes()).isEqualTo(chunks * MIB);
        }
    }

    private static int size(HttpPeer client) throws IOException {
        return Integer.parseInt(client.until("\r\n").strip(), 16);
    }

    @OnEachRelay
    void manyPipelinedRequestsOfAClientThatDoesNotReadAreHeldBack(RelayMode mode) throws IOException {
        String large =
                "on_http_request: [{actions: [{type: custom-response, config: {body: '" + "x".repeat(10_000) + "'}}]}]";
        byte[] requests =
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (var rig = new Rig(mode).listen(Policed.open(0).by(large));
                HttpPeer client = http(rig)) {
            long before = memory();
            Thread.startVirtualThread(() -> Bytes.quietly(() -> client.peer().send(requests)));
            Bytes.awaitStall(rig.onlyConnection());
            assertThat(rig.exchanges.size()).isLessThan(10_000);
            assertThat(memory() - before).isLessThan(16 * MIB);
            for (int i = 0; i < 2_000; i++) {
                assertThat(client.answer().status()).isEqualTo(200);
            }
        }
    }

    @OnEachRelay
    void aWebSocketBecomesPlainBytesAndTheyCount(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eDp4\r\n\r\nfrom the client");
            try (var server = new HttpPeer(upstream.accept())) {
                assertThat(server.head())
                        .contains("connection: upgrade\n")
                        .contains("upgrade: websocket\n")
                        .contains("sec-websocket-key: eDp4\n");
                server.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Accept: x\r\n\r\nfrom the server");
                assertThat(client.head()).startsWith("HTTP/1.1 101 ").contains("connection: upgrade\n");
                client.peer().expect("from the server");
                server.peer().expect("from the client");
                server.send("\0more\1");
                client.peer().expect("\0more\1").send("GET / HTTP/1.1\n\n");
                server.peer().expect("GET / HTTP/1.1\n\n").finish();
                client.peer().expectEnd().finish();
                server.peer().expectEnd();
            }
            ClosedConnection end = rig.expectClosed(CloseReason.UPSTREAM_CLOSED);
            assertThat(end.bytesIn()).isGreaterThan(150);
            assertThat(end.bytesOut()).isGreaterThan(120);
            assertThat(rig.exchanges).singleElement().matches(e -> e.status() == 101);
        }
    }

    @OnEachRelay
    void anUpgradeThatIsDeclinedIsAnAnswerLikeOthers(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            String asks =
                    "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n\r\n";
            assertThat(client.send(asks).answer().status()).isEqualTo(200);
            assertThat(upstream.heads.getFirst()).doesNotContain("upgrade").doesNotContain("http2-settings");
            assertThat(client.send(asks).answer().status()).isEqualTo(200);
        }
    }

    @OnEachRelay
    void aChangeOfProtocolThatNobodyAskedForIsNotPassedOn(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer().serve(peer -> {
                    new HttpPeer(peer).head();
                    peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
                    peer.socket().getInputStream().read();
                });
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().status())
                    .isEqualTo(502);
        }
    }

    @OnEachRelay
    void connectBecomesATunnelIfTheUpstreamSaysSo(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = http(rig)) {
            client.send("CONNECT db:5432 HTTP/1.1\r\nHost: db:5432\r\n\r\n");
            try (var server = new HttpPeer(upstream.accept())) {
                assertThat(server.head()).startsWith("CONNECT db:5432 HTTP/1.1\n");
                server.send("HTTP/1.1 200 Connected\r\n\r\nhello");
                assertThat(client.head()).isEqualTo("HTTP/1.1 200 Connected\n");
                client.peer().expect("hello").send("there");
                server.peer().expect("there");
            }
            client.peer().expectEnd();
        }
    }

    @OnEachRelay
    void bandwidthLimitsHoldBodiesBack(RelayMode mode) throws IOException {
        String slow = "{on_tcp_connect: [{actions: [{type: limit-bandwidth, config: {in: 200KB/s, out: 200KB/s}}]}], "
                + Policed.PASSES + "}";
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(slow));
                HttpPeer client = http(rig)) {
            String body = "x".repeat(200_000);
            long begun = System.nanoTime();
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + body);
            assertThat(client.answer().body()).endsWith(body);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1300));
        }
    }
}
