package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.ResponseHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;

/**
 * A response that was read, and what its head says of the connection and of the body.
 *
 * @param head the head as the policy sees it
 * @param framing how the body is framed
 * @param keepsAlive whether the upstream's connection can be used again
 */
public record ReadResponse(ResponseHead head, Framing framing, boolean keepsAlive) {

    /**
     * Reads what the decoder has made of a head that it did not complain of.
     *
     * @param method what was asked, which says whether there can be a body
     */
    public static ReadResponse of(HttpResponse response, String method) {
        var head = new ResponseHead(
                response.status().code(),
                response.status().reasonPhrase(),
                1,
                response.protocolVersion().minorVersion(),
                ReadRequest.list(response.headers()));
        Framing framing = framing(response, method);
        return new ReadResponse(
                head, framing, HttpUtil.isKeepAlive(response) && framing.kind() != Framing.Kind.UNTIL_CLOSE);
    }

    private static Framing framing(HttpResponse response, String method) {
        int status = response.status().code();
        if (hasNoBody(status, method)) {
            return Framing.NONE;
        } else if (HttpUtil.isTransferEncodingChunked(response)) {
            return Framing.CHUNKED;
        }
        String length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null || response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                ? Framing.UNTIL_CLOSE
                : Framing.length(Long.parseLong(length.strip()));
    }

    /** Whether a response has no body whatever its headers say (RFC 9112 6.3). */
    public static boolean hasNoBody(int status, String method) {
        return status < 200
                || status == 204
                || status == 304
                || method.equals("HEAD")
                || (method.equals("CONNECT") && status < 300);
    }
}
