package dev.culvert.engine.netty.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.engine.netty.http.FirstLine.Verdict;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstLineTest {

    private static final int LONGEST = 100;

    private static final Map<String, Verdict> SAID = Map.ofEntries(
            Map.entry("GET / HTTP/1.1", Verdict.HTTP),
            Map.entry("GET / HTTP/1", Verdict.HTTP),
            Map.entry("GET / HTTP/", Verdict.OPEN),
            Map.entry("BREW /pot HTTP/1.0\r\n", Verdict.HTTP),
            Map.entry("PRI * HTTP/2.0\r\n", Verdict.HTTP),
            Map.entry("GET /\r\n", Verdict.HTTP),
            Map.entry("GET http://a\r\n", Verdict.HTTP),
            Map.entry("\r\n\r\n \tget\t/ http/1.1", Verdict.HTTP),
            Map.entry("GET /" + "a".repeat(LONGEST), Verdict.HTTP),
            Map.entry("", Verdict.OPEN),
            Map.entry("GET", Verdict.OPEN),
            Map.entry("GET /some", Verdict.OPEN),
            Map.entry("\r\n", Verdict.OPEN),
            Map.entry("GET key\r\n", Verdict.OTHER),
            Map.entry("POST /\r\n", Verdict.OTHER),
            Map.entry("SSH-2.0-OpenSSH\r\n", Verdict.OTHER),
            Map.entry("EHLO HTTP.example\r\n", Verdict.OTHER),
            Map.entry("OPTIONS rtsp://a RTSP/1.0\r\n", Verdict.OTHER),
            Map.entry("WORD aHTTP/1.1\r\n", Verdict.OTHER),
            Map.entry("WORD HTTP/x\r\n", Verdict.OTHER),
            Map.entry("A b\0 HTTP/1.1\r\n", Verdict.OTHER),
            Map.entry("{\"a\": 1}", Verdict.OTHER),
            Map.entry("*1\r\n", Verdict.OTHER),
            Map.entry("\u0016\u0003\u0001", Verdict.OTHER),
            Map.entry("\u00e9", Verdict.OTHER),
            Map.entry("a".repeat(LONGEST + 1), Verdict.OTHER),
            Map.entry("KEY " + "a".repeat(LONGEST), Verdict.OTHER),
            Map.entry("\n".repeat(5000), Verdict.OTHER));

    @Test
    void tellsHttpFromTheFirstBytesHoweverTheyCome() {
        SAID.forEach((said, verdict) -> {
            byte[] bytes = said.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(new FirstLine(LONGEST).look(Unpooled.wrappedBuffer(bytes)))
                    .as(said)
                    .isEqualTo(verdict);
            var one = new FirstLine(LONGEST);
            Verdict last = Verdict.OPEN;
            for (int i = 0; i < bytes.length && last == Verdict.OPEN; i++) {
                last = one.look(Unpooled.wrappedBuffer(bytes, i, 1));
            }
            assertThat(last).as(said).isEqualTo(verdict);
        });
    }
}
