package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import java.net.InetAddress;

/**
 * Tells the upstream who asked, and how, in the way of ngrok: the client's address and the scheme are added behind what the
 * client itself has claimed, so that the last value is to be trusted; a host that the client claims stays. One for a
 * connection, on its event loop only.
 */
public final class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";

    private final String address;
    private String scheme = "";
    private String authority = "";
    private HeaderList latest = HeaderList.EMPTY;

    /** Of a connection from there. */
    public ForwardedHeaders(InetAddress client) {
        address = client.getHostAddress();
    }

    /** The request with these headers; before the policy sees it, which may take them away. */
    public RequestHead add(RequestHead head) {
        HeaderList headers = head.headers();
        if (!claims(headers)) {
            return head.with(headers.withAll(unclaimed(head)));
        }
        headers = behind(behind(headers, FOR, address), PROTO, head.scheme());
        return head.with(
                headers.has(HOST) || head.authority().isEmpty() ? headers : headers.with(HOST, head.authority()));
    }

    /** Most requests of a connection are to the same host. */
    private HeaderList unclaimed(RequestHead head) {
        if (latest.size() == 0 || !authority.equals(head.authority()) || !scheme.equals(head.scheme())) {
            authority = head.authority();
            scheme = head.scheme();
            latest = authority.isEmpty()
                    ? HeaderList.of(FOR, address, PROTO, scheme)
                    : HeaderList.of(FOR, address, PROTO, scheme, HOST, authority);
        }
        return latest;
    }

    private static boolean claims(HeaderList headers) {
        return headers.has(FOR) || headers.has(PROTO) || headers.has(HOST);
    }

    private static HeaderList behind(HeaderList headers, String name, String value) {
        return headers.has(name)
                ? headers.withOnly(name, String.join(", ", headers.all(name)) + ", " + value)
                : headers.with(name, value);
    }
}
