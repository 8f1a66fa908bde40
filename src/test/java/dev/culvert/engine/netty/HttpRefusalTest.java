package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests that two readers could understand differently, which is what request smuggling lives on, are refused, and nothing of
 * them reaches the upstream.
 */
@ExtendWith(LeakGuard.class)
class HttpRefusalTest {

    /** A technique, what is sent (with ~ for CR LF), and the status that answers it. */
    private record Case(String name, int status, String sent) {

        String bytes() {
            return sent.replace("~", "\r\n");
        }
    }

    private static Case bad(String name, String sent) {
        return new Case(name, 400, sent);
    }

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1~Host: a~~";

    private static final List<Case> CASES = List.of(
            bad("CL.TE", "POST / HTTP/1.1~Host: a~Content-Length: 6~Transfer-Encoding: chunked~~0~~" + SMUGGLED),
            bad("TE.CL", "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 4~~5c~" + SMUGGLED),
            bad("CL.TE with an old version", "POST / HTTP/1.0~Transfer-Encoding: chunked~Content-Length: 4~~0~~"),
            bad("chunks of an old version", "POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~" + SMUGGLED),
            bad("TE.TE, twice", "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: x~~0~~"),
            bad(
                    "TE.TE, twice the same",
                    "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~"),
            bad("TE.TE, a list", "POST / HTTP/1.1~Host: a~Transfer-Encoding: identity, chunked~~0~~"),
            bad("TE.TE, gzip first", "POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~"),
            bad("TE.TE, chunked not last", "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, gzip~~0~~"),
            bad("TE.TE, unknown", "POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~"),
            bad("TE.TE, quoted", "POST / HTTP/1.1~Host: a~Transfer-Encoding: \"chunked\"~~0~~"),
            bad("TE.TE, a vertical tab", "POST / HTTP/1.1~Host: a~Transfer-Encoding: \u000bchunked~~0~~"),
            bad("TE.TE, a NUL", "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked\0~~0~~"),
            bad("TE.TE, a no-break space", "POST / HTTP/1.1~Host: a~Transfer-Encoding: \u00a0chunked~~0~~"),
            bad("TE.TE, empty", "POST / HTTP/1.1~Host: a~Transfer-Encoding:~~0~~"),
            bad("TE.TE, an empty list member", "POST / HTTP/1.1~Host: a~Transfer-Encoding: ,chunked~~0~~"),
            bad("TE.TE, a list of one", "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked,~~0~~"),
            bad("TE.TE, a parameter", "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked;q=1~~0~~"),
            bad("TE.TE, identity", "POST / HTTP/1.1~Host: a~Transfer-Encoding: identity~~" + SMUGGLED),
            bad("TE.TE, words apart", "POST / HTTP/1.1~Host: a~Transfer-Encoding: chun ked~~0~~"),
            bad("TE, a name with a NUL", "POST / HTTP/1.1~Host: a~Transfer\0-Encoding: chunked~~0~~"),
            bad("TE, a name with a plus in front", "POST / HTTP/1.1~Host: a~ +Transfer-Encoding: chunked~~0~~"),
            bad("TE, a space before the colon", "POST / HTTP/1.1~Host: a~Transfer-Encoding : chunked~~0~~"),
            bad("TE, a tab before the colon", "POST / HTTP/1.1~Host: a~Transfer-Encoding\t: chunked~~0~~"),
            bad("TE, folded", "POST / HTTP/1.1~Host: a~Transfer-Encoding:~ chunked~~0~~"),
            bad("TE behind a fold", "POST / HTTP/1.1~Host: a~X-A: b~\tTransfer-Encoding: chunked~~0~~"),
            bad("TE behind a bare LF", "POST / HTTP/1.1~Host: a~X-A: b\nTransfer-Encoding: chunked~~0~~"),
            bad("TE behind a bare CR", "POST / HTTP/1.1~Host: a~X-A: b\rTransfer-Encoding: chunked~~0~~"),
            bad("a space before the first header", "POST / HTTP/1.1~ Host: a~~"),
            bad("CL.CL, different", "POST / HTTP/1.1~Host: a~Content-Length: 0~Content-Length: 44~~" + SMUGGLED),
            bad("CL.CL, the same", "POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1~~x"),
            bad("CL, a list", "POST / HTTP/1.1~Host: a~Content-Length: 1, 1~~x"),
            bad("CL, negative", "POST / HTTP/1.1~Host: a~Content-Length: -1~~" + SMUGGLED),
            bad("CL, with a sign", "POST / HTTP/1.1~Host: a~Content-Length: +1~~x"),
            bad("CL, a signed list", "POST / HTTP/1.1~Host: a~Content-Length: +5~~hello"),
            bad("CL, with an underscore", "POST / HTTP/1.1~Host: a~Content-Length: 1_0~~0123456789"),
            bad("CL, with a NUL", "POST / HTTP/1.1~Host: a~Content-Length: 1\0~~x"),
            bad("CL, with a form feed", "POST / HTTP/1.1~Host: a~Content-Length: \f1~~x"),
            bad("CL behind a bare CR", "POST / HTTP/1.1~Host: a~X-A: b\rContent-Length: 5~~hello"),
            bad("CL, an empty one first", "POST / HTTP/1.1~Host: a~Content-Length:~Content-Length: 1~~x"),
            bad("CL.TE in other case", "POST / HTTP/1.1~Host: a~content-length: 6~TRANSFER-ENCODING: CHUNKED~~0~~"),
            bad("CL.0 with a body for GET", "GET / HTTP/1.1~Host: a~Content-Length: 0~Content-Length: 23~~" + SMUGGLED),
            bad("CL, in hexadecimal", "POST / HTTP/1.1~Host: a~Content-Length: 0x1~~x"),
            bad("CL, empty", "POST / HTTP/1.1~Host: a~Content-Length:~~"),
            bad("CL, words", "POST / HTTP/1.1~Host: a~Content-Length: one~~x"),
            bad("CL, with a fraction", "POST / HTTP/1.1~Host: a~Content-Length: 1.0~~x"),
            bad("CL, too long a number", "POST / HTTP/1.1~Host: a~Content-Length: 99999999999999999999~~x"),
            bad("CL, with a space inside", "POST / HTTP/1.1~Host: a~Content-Length: 1 1~~x"),
            bad("a header's name in between", "POST / HTTP/1.1~Host: a~Content Length: 1~~x"),
            bad("a header without a colon", "GET / HTTP/1.1~Host: a~X-Mine~~"),
            bad("a header without a name", "GET / HTTP/1.1~Host: a~: b~~"),
            bad("a name in brackets", "GET / HTTP/1.1~Host: a~X(a): b~~"),
            bad("a name that is not ASCII", "GET / HTTP/1.1~Host: a~X-\u00e9: b~~"),
            bad("a control character in a value", "GET / HTTP/1.1~Host: a~X-A: a\u0001b~~"),
            bad("a NUL in a value", "GET / HTTP/1.1~Host: a~X-A: a\0b~~"),
            bad("a NUL in a name", "GET / HTTP/1.1~Host: a~X\0A: b~~"),
            bad("a NUL in the Host", "GET / HTTP/1.1~Host: a\0b~~"),
            bad("a vertical tab in a value", "GET / HTTP/1.1~Host: a~X-A: a\u000bb~~"),
            bad("a fold behind the last header", "GET / HTTP/1.1~Host: a~X-A: b~ c~~"),
            bad("a line of spaces", "GET / HTTP/1.1~Host: a~ ~~"),
            bad("a DEL in a value", "GET / HTTP/1.1~Host: a~X-A: a\u007fb~~"),
            bad("bare LF behind the request line", "GET / HTTP/1.1\nHost: a~~"),
            bad("bare LF behind a header", "GET / HTTP/1.1~Host: a\n~"),
            bad("bare LF at the end", "GET / HTTP/1.1~Host: a~\n"),
            bad("CR at the end without LF", "GET / HTTP/1.1~Host: a~\rx"),
            bad("a CR twice", "GET / HTTP/1.1~Host: a\r~~"),
            bad("bare LF before the request", "\nGET / HTTP/1.1~Host: a~~"),
            bad("a bare CR before the request", "\rGET / HTTP/1.1~Host: a~~"),
            bad("no Host", "GET / HTTP/1.1~~"),
            bad("two Hosts", "GET / HTTP/1.1~Host: a~Host: b~~"),
            bad("two equal Hosts", "GET / HTTP/1.1~Host: a~Host: a~~"),
            bad("an empty Host and another", "GET / HTTP/1.1~Host:~Host: a~~"),
            bad("two Hosts in one", "GET / HTTP/1.1~Host: a, b~~"),
            bad("a Host behind a comma", "GET / HTTP/1.1~Host: a,b~~"),
            bad("a Host with a scheme", "GET / HTTP/1.1~Host: http://a~~"),
            bad("a Host with a query", "GET / HTTP/1.1~Host: a?b~~"),
            bad("a Host with a backslash", "GET / HTTP/1.1~Host: a\\b~~"),
            bad("a Host with a fragment", "GET / HTTP/1.1~Host: a#b~~"),
            bad("a URL and no Host", "GET http://a/ HTTP/1.1~~"),
            bad("a URL of another port", "GET http://a:81/ HTTP/1.1~Host: a:82~~"),
            bad("a Host with a path", "GET / HTTP/1.1~Host: a/b~~"),
            bad("a Host with a user", "GET / HTTP/1.1~Host: u@a~~"),
            bad("a list of Hosts", "GET / HTTP/1.1~Host: a b~~"),
            bad("a Host with a bad port", "GET / HTTP/1.1~Host: a:8x~~"),
            bad("a URL of another host", "GET http://b/ HTTP/1.1~Host: a~~"),
            bad("a URL without a host", "GET http:/// HTTP/1.1~Host: a~~"),
            bad("a URL with a user", "GET http://u@a/ HTTP/1.1~Host: a~~"),
            bad("a URL of another scheme", "GET ftp://a/ HTTP/1.1~Host: a~~"),
            bad("a relative target", "GET index.html HTTP/1.1~Host: a~~"),
            bad("a target with a fragment", "GET /a#b HTTP/1.1~Host: a~~"),
            bad("a star for GET", "GET * HTTP/1.1~Host: a~~"),
            bad("a path for CONNECT", "CONNECT / HTTP/1.1~Host: a~~"),
            bad("CONNECT without a port", "CONNECT a HTTP/1.1~Host: a~~"),
            bad("a target that is not ASCII", "GET /\u00e9 HTTP/1.1~Host: a~~"),
            bad("a target with a control character", "GET /\u0001 HTTP/1.1~Host: a~~"),
            bad("a space in the target", "GET /a b HTTP/1.1~Host: a~~"),
            bad("two spaces behind the method", "GET  / HTTP/1.1~Host: a~~"),
            bad("two spaces before the version", "GET /  HTTP/1.1~Host: a~~"),
            bad("a tab behind the method", "GET\t/ HTTP/1.1~Host: a~~"),
            bad("a space behind the version", "GET / HTTP/1.1 ~Host: a~~"),
            bad("no target", "GET HTTP/1.1~Host: a~~"),
            bad("HTTP/0.9", "GET /~"),
            bad("HTTP/2's preface", "PRI * HTTP/2.0~~SM~~"),
            bad("HTTP/1.1 with a bare CR", "GET / HTTP/1.1\rHost: a~~"),
            bad("two requests on a line", "GET / HTTP/1.1 GET /smuggled HTTP/1.1~Host: a~~"),
            bad("HTTP/01.1", "GET / HTTP/01.1~Host: a~~"),
            bad("HTTP/1.1 with a comma", "GET / HTTP/1,1~Host: a~~"),
            bad("HTTP/2.0", "GET / HTTP/2.0~Host: a~~"),
            bad("HTTP/1", "GET / HTTP/1~Host: a~~"),
            bad("HTTP/1.11", "GET / HTTP/1.11~Host: a~~"),
            bad("http/1.1", "GET / http/1.1~Host: a~~"),
            bad("a method with a colon", "GET: / HTTP/1.1~Host: a~~"),
            bad("chunk size with a sign", chunked("+1~x~0~~")),
            bad("chunk size with 0x", chunked("0x1~x~0~~")),
            bad("chunk size, negative", chunked("-1~x~0~~")),
            bad("chunk size, empty", chunked("~x~0~~")),
            bad("chunk size, words", chunked("zz~x~0~~")),
            bad("chunk size too large", chunked("FFFFFFFFFFFFFFFFF1~x~0~~")),
            bad("chunk size before a space", chunked("1 ~x~0~~")),
            bad("a chunk longer than it says", chunked("1~xy~0~~")),
            bad("a chunk that ends in LF", chunked("1~x\n0~~")),
            bad("a chunk size that ends in LF", chunked("1\nx~0~~")),
            bad("chunk size with an underscore", chunked("1_0~0123456789abcdef~0~~")),
            bad("chunk size behind a space", chunked(" 1~x~0~~")),
            bad("chunk size with a fraction", chunked("1.0~x~0~~")),
            bad("chunk size with a NUL", chunked("1\0~x~0~~")),
            bad("chunk size that ends in CR", chunked("1\rx~0~~")),
            bad("chunk size that wraps to small", chunked("10000000000000001~x~0~~")),
            bad("a chunk extension with CR", chunked("1;a\rb~x~0~~")),
            bad("a chunk extension with a NUL", chunked("1;a=\0~x~0~~")),
            bad("a chunk without its end", chunked("1~x0~~" + SMUGGLED)),
            bad("a chunk that ends in CR", chunked("1~x\r0~~")),
            bad("a last chunk that ends in LF", chunked("0\n\n")),
            bad("a last chunk with a body", chunked("0~x~~")),
            bad("a trailer with a NUL", chunked("0~X-A: b\0~~")),
            bad("a trailer that ends in LF", chunked("0~X-A: b\n~")),
            bad("a chunk extension with LF", chunked("1;a\nb~x~0~~")),
            bad("a trailer with a space before the colon", chunked("0~X-A : b~~")),
            bad("a trailer without a colon", chunked("0~X-A~~")),
            bad("a folded trailer", chunked("1~x~0~X-A: b~ c~~")),
            bad("a trailer folded by a tab", chunked("0~X-A: b~\tContent-Length: 3~X-B: c~~")),
            bad("a trailer that is folded twice", chunked("0~X-A: b~X-B: c~ d~ e~~")),
            bad("a trailer with an empty fold", chunked("0~X-A: b~ ~~")),
            bad("a fold before the first trailer", chunked("0~ X-A: b~~")),
            bad(
                    "a body told by old WebSocket keys",
                    "GET / HTTP/1.1~Host: a~Connection: Upgrade~Upgrade: WebSocket~Sec-WebSocket-Key1: 1~Sec-WebSocket-Key2:"
                            + " 2~~12345678" + SMUGGLED),
            new Case("an expectation that is not known", 417, "GET / HTTP/1.1~Host: a~Expect: the-unexpected~~"),
            new Case("a line that is too long", 414, "GET /" + "a".repeat(17_000) + " HTTP/1.1~Host: a~~"),
            new Case("a header that is too long", 431, "GET / HTTP/1.1~Host: a~X-A: " + "a".repeat(66_000) + "~~"),
            new Case("too many headers", 431, "GET / HTTP/1.1~Host: a~" + "X-A: b~".repeat(100) + "~"));

    private static String chunked(String chunks) {
        return "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~" + chunks;
    }

    @OnEachRelay
    void whatCanBeReadInTwoWaysIsRefused(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES))) {
            for (Case one : CASES) {
                try (HttpPeer client = new HttpPeer(rig.connect())) {
                    HttpPeer.Answer answer = client.send(one.bytes()).answer();
                    assertThat(answer.status()).as("%s: %s", one.name(), answer).isEqualTo(one.status());
                    assertThat(answer.header("connection")).as(one.name()).isEqualTo("close");
                    client.peer().expectEnd();
                }
            }
            await().until(() -> rig.closed.size() == CASES.size());
            assertThat(rig.closed).allMatch(c -> c.reason() == CloseReason.PROTOCOL_ERROR && c.error() != null);
            assertThat(rig.exchanges)
                    .extracting(HttpExchange::status)
                    .containsExactlyElementsOf(CASES.stream().map(Case::status).toList());
            assertThat(upstream.heads).as("what the upstream was asked").noneMatch(h -> h.contains("smuggled"));
        }
    }

    /** The same over a connection that has served a request before, where the first line was not looked at. */
    @OnEachRelay
    void andSoItIsLaterOnAConnection(RelayMode mode) throws IOException {
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES))) {
            for (Case one : CASES) {
                try (HttpPeer client = new HttpPeer(rig.connect())) {
                    client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n").answer();
                    assertThat(client.send(one.bytes()).answer().status())
                            .as(one.name())
                            .isEqualTo(one.status());
                    client.peer().expectEnd();
                }
            }
            await().until(() -> rig.engine.connections().isEmpty());
        }
    }

    /** What looks odd and is right. */
    @OnEachRelay
    void whatIsRightIsRead(RelayMode mode) throws IOException {
        List<String> right = Stream.of(
                        "GET / HTTP/1.1~Host:~~",
                        "GET / HTTP/1.1~Host: [::1]:80~~",
                        "GET / HTTP/1.1~hOST:\t a.example \t~~",
                        "GET //x/../y?a=b&&=%zz HTTP/1.1~Host: a~~",
                        "~~GET / HTTP/1.1~Host: a~~",
                        "GET http://a/ HTTP/1.1~Host:~~",
                        "GET http://A:80/ HTTP/1.1~Host: a:80~~",
                        "POST / HTTP/1.1~Host: a~Content-Length: 0~~",
                        "M-SEARCH / HTTP/1.1~Host: a~~",
                        "GET / HTTP/1.1~Host: a~X-Empty:~X-Latin: \u00e9\u00ff~~",
                        "GET / HTTP/1.1~Host: a~" + "X-A: b~".repeat(99) + "~",
                        "POST / HTTP/1.1~Host: a~Content-Length: 0003~~abc",
                        "GET / HTTP/1.9~Host: a~~")
                .map(text -> text.replace("~", "\r\n"))
                .toList();
        try (var upstream = new HttpServer();
                var rig = new Rig(mode).listen(Policed.open(upstream.port()).by(Policed.PASSES));
                HttpPeer client = new HttpPeer(rig.connect())) {
            for (String one : right) {
                assertThat(client.send(one).answer().status()).as(one).isEqualTo(200);
            }
            assertThat(upstream.heads.get(9).getBytes(StandardCharsets.ISO_8859_1))
                    .asString(StandardCharsets.ISO_8859_1)
                    .contains("x-latin: \u00e9\u00ff\n");
        }
    }
}
