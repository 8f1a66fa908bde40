package dev.culvert.policy.http;

import java.time.Instant;

/**
 * The head of a request: all of it but its body.
 *
 * @param method the method as it was sent, {@code GET}
 * @param scheme {@code https} if TLS was terminated here, else {@code http}
 * @param authority the host, and the port if one was named, as the client asked for it; empty if an HTTP/1.0 client did not
 * @param target the path and the query as they were sent, {@code /a?b=c}; {@code *} for an {@code OPTIONS} of the server
 * @param majorVersion of HTTP
 * @param minorVersion of HTTP
 * @param headers its headers
 * @param receivedAt when the end of the head was received
 */
public record RequestHead(
        String method,
        String scheme,
        String authority,
        String target,
        int majorVersion,
        int minorVersion,
        HeaderList headers,
        Instant receivedAt) {

    /** The whole URL, {@code http://example.com/a?b=c}. */
    public String url() {
        return scheme + "://" + authority + (target.equals("*") ? "" : target);
    }

    /** The target without its query. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** What follows the question mark; empty if there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** The same with other headers. */
    public RequestHead with(HeaderList others) {
        return new RequestHead(method, scheme, authority, target, majorVersion, minorVersion, others, receivedAt);
    }

    /** The same for another URL; its {@code host} header becomes the new authority if that is another. */
    public RequestHead to(String newScheme, String newAuthority, String newTarget) {
        HeaderList kept = newAuthority.equals(authority) ? headers : headers.withOnly("host", newAuthority);
        return new RequestHead(
                method, newScheme, newAuthority, newTarget, majorVersion, minorVersion, kept, receivedAt);
    }
}
