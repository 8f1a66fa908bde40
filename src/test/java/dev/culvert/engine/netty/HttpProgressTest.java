package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a policy learns of how far a request and its connection have come. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // line ends are CR LF here
class HttpProgressTest {

    private static final String TELLS = "{on_http_request: [{actions: [{type: add-headers, config: {headers: {"
            + "x-in: '${conn.bytes_in}', x-out: '${conn.bytes_out}'}}}]}], "
            + "on_http_response: [{actions: [{type: add-headers, config: {headers: {"
            + "x-in: '${conn.bytes_in}', x-trailers: '${req.trailers.encodeJson()}', "
            + "x-after: '${has(req.ts.body_received) ? string(req.ts.body_received - req.ts.header_received) : \"\"}'}}}]}]}";

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    @OnEachRelay
    void theBytesOfAConnectionAreCountedOn(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(TELLS));
                var client = new HttpPeer(rig.connect())) {
            HttpPeer.Answer first = client.send(get("/1")).answer();
            long sent = get("/1").length();
            assertThat(upstream.heads.getFirst())
                    .contains("x-in: " + sent + "\n")
                    .contains("x-out: 0\n");
            assertThat(first.header("x-in")).isEqualTo("" + sent);
            assertThat(first.header("x-after")).as("there is no body").isEqualTo("0s");
            client.send(get("/2")).answer();
            long told = first.head().length()
                    + first.head().lines().count()
                    + 2
                    + first.body().length();
            assertThat(upstream.heads.get(1))
                    .contains("x-in: " + 2 * sent + "\n")
                    .contains("x-out: " + told + "\n");
        }
    }

    @OnEachRelay
    void theEndOfABodyAndItsTrailersAreKnownWhenTheResponseComes(RelayMode mode) throws IOException {
        try (var upstream = new PeerServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(TELLS));
                var client = new HttpPeer(rig.connect())) {
            Instant begun = Instant.now();
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            try (var server = new HttpPeer(upstream.accept())) {
                server.head();
                server.until("x\r\n");
                client.send("0\r\nX-Sum: 1\r\nX-Forwarded-For: 5\r\n\r\n");
                server.until("0\r\nX-Sum: 1\r\n\r\n");
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                HttpPeer.Answer answer = client.answer();
                assertThat(answer.header("x-trailers")).isEqualTo("{\"x-sum\":[\"1\"]}");
                double seconds = Double.parseDouble(answer.header("x-after").replace("s", ""));
                assertThat(seconds)
                        .isPositive()
                        .isLessThan((Instant.now().toEpochMilli() - begun.toEpochMilli() + 1) / 1e3);

                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhalf");
                server.head();
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                HttpPeer.Answer early = client.answer();
                assertThat(early.head()).contains("x-after: \n").contains("x-trailers: {}\n");
            }
        }
    }
}
