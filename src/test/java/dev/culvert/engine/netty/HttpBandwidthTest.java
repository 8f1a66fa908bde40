package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers of the policy's own keep to {@code limit-bandwidth} too. */
@ExtendWith(LeakGuard.class)
class HttpBandwidthTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private static String answers(String rate, int size) {
        return "{on_tcp_connect: [{actions: [{type: limit-bandwidth, config: {out: " + rate + "}}]}], "
                + "on_http_request: [{actions: [{type: custom-response, config: {body: '" + "x".repeat(size)
                + "'}}]}]}";
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @OnEachRelay
    void aLargeAnswerComesEvenlyAndWhole(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(answers("100KB/s", 60_000)));
                var client = new HttpPeer(rig.connect())) {
            long begun = System.nanoTime();
            client.send(GET).head();
            client.receive(20_000);
            assertThat(since(begun)).isBetween(Duration.ofMillis(90), Duration.ofMillis(450));
            assertThat(client.receive(40_000)).isEqualTo("x".repeat(40_000));
            assertThat(since(begun)).isGreaterThan(Duration.ofMillis(480));
            client.peer().finish().expectEnd();
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
            assertThat(rig.exchanges).singleElement().matches(e -> e.responseBytes() == 60_000);
        }
    }

    @OnEachRelay
    void manySmallAnswersTogetherDoToo(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(answers("20KB/s", 1)));
                var client = new HttpPeer(rig.connect())) {
            long begun = System.nanoTime();
            client.send(GET.repeat(100)).answer();
            assertThat(since(begun)).as("the first comes at once").isLessThan(Duration.ofMillis(400));
            int bytes = 0;
            for (int i = 1; i < 100; i++) {
                bytes += client.answer().head().length();
            }
            assertThat(since(begun)).isGreaterThan(Duration.ofMillis(bytes / 20 - 120));
            client.peer().finish().expectEnd();
            assertThat(rig.exchanges).hasSize(100);
        }
    }

    @OnEachRelay
    void aClientThatLeavesMeanwhileLeavesNothingBehind(RelayMode mode) throws IOException {
        try (var rig = new Rig(mode).listen(Policed.open(0).by(answers("1KB/s", 60_000)));
                var client = new HttpPeer(rig.connect())) {
            InputStream in = client.send(GET).peer().socket().getInputStream();
            in.readNBytes(100);
            client.peer().reset();
            rig.expectClosed(CloseReason.CLIENT_RESET);
            await().until(() -> rig.exchanges.size() == 1);
            assertThat(rig.exchanges.element().error()).contains("client_reset");
        }
    }

    /** The upstream is the same, and what limits it is on the way to it. */
    @OnEachRelay
    void anUpstreamThatHasWaitedKeepsToTheRatesOfTheNextRequestsWay(RelayMode mode) throws IOException {
        String limits = "on_tcp_connect: [{actions: [{type: limit-bandwidth, config: {out: 100KB/s}}, "
                + "{type: forward-internal, config: {url: 'tcp://api.internal:5432'}}]}]";
        try (var own = new HttpServer();
                var api = new HttpServer();
                var rig = new Rig(mode)
                        .listen(Policed.open(own.port())
                                .by("on_http_request: [" + to("slow") + ", " + to("api") + "]"))) {
            rig.start(Policed.internal("api", api.port()).by(""));
            rig.start(Policed.internal("slow", 0).by(limits));
            try (var client = new HttpPeer(rig.connect())) {
                assertThat(timeOf(client, "/api")).isLessThan(Duration.ofMillis(900));
                timeOf(client, "/own");
                assertThat(timeOf(client, "/slow")).isGreaterThan(Duration.ofMillis(1200));
                timeOf(client, "/own");
                assertThat(timeOf(client, "/api")).isLessThan(Duration.ofMillis(900));
                assertThat(api.connections).hasValue(1);
                assertThat(own.connections).hasValue(1);
                client.peer().finish().expectEnd();
            }
            rig.expectClosed(CloseReason.CLIENT_CLOSED);
        }
    }

    /** One after the other, at two internal endpoints in turn: that makes no client faster. */
    @OnEachRelay
    void aConnectionsRateHoldsWhereverItsRequestsGo(RelayMode mode) throws IOException {
        String limits = "on_tcp_connect: [{actions: [{type: limit-bandwidth, config: {out: 50KB/s}}]}]";
        try (var one = new HttpServer();
                var two = new HttpServer();
                var rig = new Rig(mode)
                        .listen(Policed.open(one.port())
                                .by("{" + limits + ", on_http_request: [" + to("one") + ", " + to("two") + "]}"))) {
            rig.start(Policed.internal("one", one.port()).by(""));
            rig.start(Policed.internal("two", two.port()).by(""));
            try (var client = new HttpPeer(rig.connect())) {
                long begun = System.nanoTime();
                for (int i = 0; i < 20; i++) {
                    post(client, i % 2 == 0 ? "/one" : "/two", 4_000);
                }
                assertThat(since(begun)).isGreaterThan(Duration.ofMillis(1300));
            }
        }
    }

    /** What an internal endpoint lets a client send a second is held too. */
    @OnEachRelay
    void anInternalEndpointHoldsUploadsToo(RelayMode mode) throws IOException {
        String limits = "on_tcp_connect: [{actions: [{type: limit-bandwidth, config: {in: 200KB/s}}]}]";
        try (var api = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(api.port()).by("on_http_request: [" + to("api") + "]"))) {
            rig.start(Policed.internal("api", api.port()).by(limits));
            try (var client = new HttpPeer(rig.connect())) {
                long begun = System.nanoTime();
                post(client, "/api", 400_000);
                assertThat(since(begun)).isGreaterThan(Duration.ofMillis(1200));
                begun = System.nanoTime();
                post(client, "/own", 400_000);
                assertThat(since(begun)).isLessThan(Duration.ofMillis(900));
            }
        }
    }

    private static String to(String name) {
        return "{expressions: ['req.url.path == \"/" + name
                + "\"'], actions: [{type: forward-internal, config: {url: 'tcp://" + name + ".internal:5432'}}]}";
    }

    /** Of a body of 200 kB there and back. */
    private static Duration timeOf(HttpPeer client, String path) throws IOException {
        long begun = System.nanoTime();
        post(client, path, 200_000);
        return since(begun);
    }

    private static void post(HttpPeer client, String path, int size) throws IOException {
        String body = "x".repeat(size);
        client.send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n" + body);
        assertThat(client.answer().body()).endsWith(body);
    }
}
