package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that was read, and what its head says of the connection and of the body.
 *
 * @param head the head as the policy sees it
 * @param framing how the body is framed
 * @param keepsAlive whether the client wants to use the connection again
 * @param expectsContinue whether it waits for a word before it sends the body
 * @param upgrade the protocol it would rather speak; empty for none, and for HTTP/2, which nobody here would look into
 */
public record ReadRequest(
        RequestHead head, Framing framing, boolean keepsAlive, boolean expectsContinue, String upgrade) {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private static final int MOST_LENGTH_DIGITS = 18;

    /**
     * Reads what the decoder has made of a head.
     *
     * @param scheme {@code https} where TLS was terminated
     * @throws BadRequest if two servers could understand it differently
     */
    public static ReadRequest of(HttpRequest request, String scheme) throws BadRequest {
        Throwable failure = request.decoderResult().cause();
        if (failure != null) {
            throw refusal(failure);
        }
        HttpHeaders headers = request.headers();
        String method = request.method().name();
        int minor = request.protocolVersion().minorVersion();
        Framing framing = framing(headers);
        String host = host(headers, minor);
        Target target = Target.of(method, request.uri(), host);
        HeaderList list = list(headers);
        String expected = headers.get(HttpHeaderNames.EXPECT);
        if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
            throw new BadRequest(417, "The expectation '" + expected + "' is not known.");
        }
        var head = new RequestHead(
                method,
                scheme,
                target.authority(),
                target.path(),
                1,
                minor,
                target.authority().equals(host) ? list : list.withOnly("Host", target.authority()),
                Instant.now());
        return new ReadRequest(
                head,
                framing,
                HttpUtil.isKeepAlive(request),
                expected != null && minor > 0 && framing.kind() != Framing.Kind.NONE,
                minor > 0 ? upgrade(headers) : "");
    }

    /** Whether it may be sent twice without doing more than once (RFC 9110 9.2.2), and can be: a body is gone. */
    public boolean canBeRepeated() {
        return framing.kind() == Framing.Kind.NONE && IDEMPOTENT.contains(head.method());
    }

    /** What is left of a request that is refused: what could be read of it, or nothing. Nobody knows what follows it. */
    public static ReadRequest blank(@Nullable HttpRequest request) {
        RequestHead head = request == null || !request.decoderResult().isSuccess()
                ? new RequestHead("", "http", "", "", 1, 1, HeaderList.EMPTY, Instant.now())
                : new RequestHead(
                        request.method().name(),
                        "http",
                        Objects.requireNonNullElse(request.headers().get(HttpHeaderNames.HOST), ""),
                        request.uri(),
                        1,
                        request.protocolVersion().minorVersion(),
                        list(request.headers()),
                        Instant.now());
        return new ReadRequest(head, Framing.NONE, true, false, "");
    }

    /** What a client is told of a decoder's complaint. */
    public static BadRequest refusal(Throwable failure) {
        if (failure instanceof BadRequest known) {
            return known;
        } else if (failure instanceof TooLongHttpLineException) {
            return new BadRequest(400, "A line of the message is too long.");
        } else if (failure instanceof TooLongHttpHeaderException) {
            return new BadRequest(431, "The headers are too long.");
        }
        return new BadRequest(400, "The request cannot be read: " + failure.getMessage());
    }

    private static Framing framing(HttpHeaders headers) throws BadRequest {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                throw new BadRequest(400, "The request has both Content-Length and Transfer-Encoding.");
            } else if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
                throw new BadRequest(400, "The only Transfer-Encoding that a request may have is chunked.");
            }
            return Framing.CHUNKED;
        } else if (lengths.isEmpty()) {
            return Framing.NONE;
        }
        String length = lengths.getFirst();
        if (lengths.size() > 1 || length.isEmpty() || length.length() > MOST_LENGTH_DIGITS) {
            throw new BadRequest(400, "The request's Content-Length is not one number.");
        }
        for (int i = 0; i < length.length(); i++) {
            if (length.charAt(i) < '0' || length.charAt(i) > '9') {
                throw new BadRequest(400, "The request's Content-Length is not one number.");
            }
        }
        return Framing.length(Long.parseLong(length));
    }

    private static String host(HttpHeaders headers, int minor) throws BadRequest {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            throw new BadRequest(400, "The request has more than one Host.");
        } else if (hosts.isEmpty()) {
            if (minor > 0) {
                throw new BadRequest(400, "The request has no Host.");
            }
            return "";
        }
        String host = hosts.getFirst();
        if (!host.isEmpty() && !Target.isAuthority(host)) {
            throw new BadRequest(400, "The request's Host is not a host.");
        }
        return host;
    }

    private static String upgrade(HttpHeaders headers) {
        String wanted = headers.get(HttpHeaderNames.UPGRADE);
        if (wanted == null || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderNames.UPGRADE, true)) {
            return "";
        }
        return wanted.toLowerCase(Locale.ROOT).contains("h2c") ? "" : wanted;
    }

    static HeaderList list(HttpHeaders headers) {
        HeaderList.Builder list = HeaderList.builder(headers.size());
        for (var lines = headers.iteratorAsString(); lines.hasNext(); ) {
            Map.Entry<String, String> line = lines.next();
            list.add(line.getKey(), line.getValue());
        }
        return list.build();
    }
}
