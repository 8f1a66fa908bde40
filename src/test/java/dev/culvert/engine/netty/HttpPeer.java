package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One end of a connection, read as HTTP by hand, so that every byte is seen. Header names are in lower case. */
record HttpPeer(Peer peer) implements AutoCloseable {

    HttpPeer send(String text) throws IOException {
        peer.send(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** A head up to its empty line, with names in lower case, the lines ended by LF; empty at the end of the stream. */
    String head() throws IOException {
        String text = until("\r\n\r\n");
        if (text.isEmpty()) {
            return text;
        }
        var lines = new StringBuilder();
        for (String line : text.strip().split("\r\n", -1)) {
            int colon = line.indexOf(':');
            boolean isHeader = colon > 0 && !lines.isEmpty();
            lines.append(isHeader ? line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon) : line)
                    .append('\n');
        }
        return lines.toString();
    }

    /** Bytes up to and with an end; fewer if the stream ends. */
    String until(String end) throws IOException {
        InputStream in = peer.socket().getInputStream();
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    String receive(int length) throws IOException {
        return new String(peer.receive(length), StandardCharsets.ISO_8859_1);
    }

    /** An answer with a length: its status line, its body. */
    Answer answer() throws IOException {
        String head = head();
        assertThat(head).as("an answer").isNotEmpty();
        String length = header(head, "content-length");
        return new Answer(head, length.isEmpty() ? "" : receive(Integer.parseInt(length)));
    }

    /** A client of a rig. */
    static HttpPeer to(Rig rig) throws IOException {
        return new HttpPeer(rig.connect());
    }

    /** What a client sends for a page. */
    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: example.com\r\nUser-Agent: test\r\n\r\n";
    }

    static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    /** Closes the socket before the test is through with it. */
    void hangUp() throws IOException {
        peer.close();
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }

    record Answer(String head, String body) {

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        String header(String name) {
            return HttpPeer.header(head, name);
        }
    }
}
