package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * Writes messages. What concerns only one connection is left out of every head and said anew (RFC 9110 7.6.1), so that the
 * framing is always ours, whatever a policy has done to the headers.
 */
public final class MessageWriter {

    private static final ByteBuf NEW_LINE = fixed("\r\n");
    private static final ByteBuf LAST_CHUNK = fixed("0\r\n\r\n");

    private MessageWriter() {}

    private static ByteBuf fixed(String text) {
        return Unpooled.unreleasableBuffer(
                        Unpooled.directBuffer(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII)))
                .asReadOnly();
    }

    /**
     * A request's head.
     *
     * @param framing how its body will be sent
     * @param upgrade the protocol that the client would rather speak; empty for none
     * @param isLast whether the connection will be closed behind the answer
     */
    public static ByteBuf request(
            ByteBufAllocator allocator, RequestHead head, Framing framing, String upgrade, boolean isLast) {
        // without a Host there is only HTTP/1.0 to speak
        boolean isOld = head.minorVersion() == 0 && !head.headers().has("host");
        HeadText out = HeadText.begin()
                .add(head.method())
                .add(" ")
                .add(head.method().equals("CONNECT") ? head.authority() : head.target())
                .add(isOld ? " HTTP/1.0" : " HTTP/1.1")
                .endLine();
        headers(out, head.headers(), false);
        framing(out, framing);
        String te = head.headers().first("te");
        boolean takesTrailers = te != null && te.equalsIgnoreCase("trailers");
        if (takesTrailers) {
            out.header("te", "trailers");
        }
        String connection = upgrade.isEmpty() ? isLast ? "close" : "" : "upgrade";
        if (takesTrailers) {
            connection += connection.isEmpty() ? "te" : ", te";
        }
        if (!connection.isEmpty()) {
            out.header("connection", connection);
        }
        if (!upgrade.isEmpty()) {
            out.header("upgrade", upgrade);
        }
        return out.endLine().toBuffer(allocator, 0);
    }

    /**
     * A response's head.
     *
     * @param framing how its body will be sent
     * @param connection what is said of the connection; empty for nothing
     * @param keepsLength whether a length is told though there is no body, as after HEAD
     */
    public static ByteBuf response(
            ByteBufAllocator allocator, ResponseHead head, Framing framing, String connection, boolean keepsLength) {
        HeadText out = statusLine(head.status(), head.reason());
        headers(out, head.headers(), keepsLength);
        framing(out, framing);
        if (!connection.isEmpty()) {
            out.header("connection", connection);
        }
        String upgrade = head.status() == 101 ? head.headers().first("upgrade") : null;
        if (upgrade != null) {
            out.header("upgrade", upgrade);
        }
        return out.endLine().toBuffer(allocator, 0);
    }

    /**
     * A whole answer of ours.
     *
     * @param method what was asked: HEAD gets no body
     * @param connection what is said of the connection; empty for nothing
     */
    public static ByteBuf answer(ByteBufAllocator allocator, HttpAnswer answer, String method, String connection) {
        byte[] body = answer.body();
        int status = answer.status();
        HeadText out = statusLine(status, HttpResponseStatus.valueOf(status).reasonPhrase());
        headers(out, answer.headers(), false);
        if (!answer.headers().has("date")) {
            out.header("date", DateText.now());
        }
        if (status >= 200 && status != 204 && status != 304) {
            framing(out, Framing.length(body.length));
        }
        if (!connection.isEmpty()) {
            out.header("connection", connection);
        }
        ByteBuf head = out.endLine().toBuffer(allocator, body.length);
        return ReadResponse.hasNoBody(status, method) ? head : head.writeBytes(body);
    }

    /** What stands before a chunk's bytes. */
    public static ByteBuf chunkSize(ByteBufAllocator allocator, int size) {
        return HeadText.begin().add(Integer.toHexString(size)).endLine().toBuffer(allocator, 0);
    }

    /** What stands behind a chunk's bytes. */
    public static ByteBuf chunkEnd() {
        return NEW_LINE.duplicate();
    }

    /** The last chunk, and what trails it. */
    public static ByteBuf lastChunk(ByteBufAllocator allocator, HttpHeaders trailers) {
        if (trailers.isEmpty()) {
            return LAST_CHUNK.duplicate();
        }
        HeadText out = HeadText.begin().add("0").endLine();
        HeaderList lines = Trailers.of(trailers);
        for (int i = 0; i < lines.size(); i++) {
            out.header(lines.name(i), lines.value(i));
        }
        return out.endLine().toBuffer(allocator, 0);
    }

    private static HeadText statusLine(int status, String reason) {
        return HeadText.begin()
                .add("HTTP/1.1 ")
                .add(Integer.toString(status))
                .add(" ")
                .add(reason)
                .endLine();
    }

    private static void headers(HeadText out, HeaderList headers, boolean keepsLength) {
        HopHeaders hop = HopHeaders.of(headers);
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (!hop.includes(name) || (keepsLength && name.equalsIgnoreCase("content-length"))) {
                out.header(name, headers.value(i));
            }
        }
    }

    private static void framing(HeadText out, Framing framing) {
        if (framing.kind() == Framing.Kind.LENGTH) {
            out.header("content-length", Long.toString(framing.length()));
        } else if (framing.isChunked()) {
            out.header("transfer-encoding", "chunked");
        }
    }
}
