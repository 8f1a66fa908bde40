package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * Writes messages. What concerns only one connection is left out of every head and said anew (RFC 9110 7.6.1), so that the
 * framing is always ours, whatever a policy has done to the headers.
 */
public final class MessageWriter {

    private static final int HEAD_SIZE = 512;
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
     */
    public static ByteBuf request(ByteBufAllocator allocator, RequestHead head, Framing framing, String upgrade) {
        ByteBuf out = allocator.ioBuffer(HEAD_SIZE);
        try {
            ascii(out, head.method()).writeByte(' ');
            ascii(out, head.method().equals("CONNECT") ? head.authority() : head.target());
            // without a Host there is only HTTP/1.0 to speak
            boolean isOld = head.minorVersion() == 0 && !head.headers().has("host");
            ascii(out, isOld ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
            headers(out, head.headers(), false);
            framing(out, framing);
            String te = head.headers().first("te");
            boolean takesTrailers = te != null && te.equalsIgnoreCase("trailers");
            if (takesTrailers) {
                header(out, "te", "trailers");
            }
            if (!upgrade.isEmpty()) {
                header(out, "connection", takesTrailers ? "upgrade, te" : "upgrade");
                header(out, "upgrade", upgrade);
            } else if (takesTrailers) {
                header(out, "connection", "te");
            }
            return out.writeShort('\r' << 8 | '\n');
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
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
        ByteBuf out = allocator.ioBuffer(HEAD_SIZE);
        try {
            statusLine(out, head.status(), head.reason());
            headers(out, head.headers(), keepsLength);
            framing(out, framing);
            if (!connection.isEmpty()) {
                header(out, "connection", connection);
            }
            String upgrade = head.status() == 101 ? head.headers().first("upgrade") : null;
            if (upgrade != null) {
                header(out, "upgrade", upgrade);
            }
            return out.writeShort('\r' << 8 | '\n');
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
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
        ByteBuf out = allocator.ioBuffer(HEAD_SIZE + body.length);
        try {
            statusLine(out, status, HttpResponseStatus.valueOf(status).reasonPhrase());
            headers(out, answer.headers(), false);
            if (!answer.headers().has("date")) {
                header(out, "date", DateText.now());
            }
            if (status >= 200 && status != 204 && status != 304) {
                framing(out, Framing.length(body.length));
            }
            if (!connection.isEmpty()) {
                header(out, "connection", connection);
            }
            out.writeShort('\r' << 8 | '\n');
            return ReadResponse.hasNoBody(status, method) ? out : out.writeBytes(body);
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
    }

    /** What stands before a chunk's bytes. */
    public static ByteBuf chunkSize(ByteBufAllocator allocator, int size) {
        ByteBuf out = allocator.ioBuffer(12);
        ascii(out, Integer.toHexString(size));
        return out.writeShort('\r' << 8 | '\n');
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
        ByteBuf out = allocator.ioBuffer(HEAD_SIZE);
        ascii(out, "0\r\n");
        HeaderList lines = Trailers.of(trailers);
        for (int i = 0; i < lines.size(); i++) {
            header(out, lines.name(i), lines.value(i));
        }
        return out.writeShort('\r' << 8 | '\n');
    }

    private static void statusLine(ByteBuf out, int status, String reason) {
        ascii(out, "HTTP/1.1 ");
        ascii(out, Integer.toString(status)).writeByte(' ');
        ascii(out, safe(reason)).writeShort('\r' << 8 | '\n');
    }

    private static void headers(ByteBuf out, HeaderList headers, boolean keepsLength) {
        HopHeaders hop = HopHeaders.of(headers);
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (!hop.includes(name) || (keepsLength && name.equalsIgnoreCase("content-length"))) {
                header(out, name, headers.value(i));
            }
        }
    }

    private static void framing(ByteBuf out, Framing framing) {
        if (framing.kind() == Framing.Kind.LENGTH) {
            header(out, "content-length", Long.toString(framing.length()));
        } else if (framing.isChunked()) {
            header(out, "transfer-encoding", "chunked");
        }
    }

    private static void header(ByteBuf out, String name, String value) {
        ascii(out, safe(name)).writeShort(':' << 8 | ' ');
        ascii(out, safe(value)).writeShort('\r' << 8 | '\n');
    }

    private static ByteBuf ascii(ByteBuf out, String text) {
        ByteBufUtil.writeAscii(out, text);
        return out;
    }

    /** A header that ends its own line would be another header, or another message. */
    private static String safe(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("A header would hold a line break.");
        }
        return text;
    }
}
