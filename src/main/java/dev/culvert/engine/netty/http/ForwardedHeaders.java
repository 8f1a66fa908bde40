package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import java.net.InetAddress;

/**
 * Tells the upstream who asked, and how, in the way of ngrok: the client's address and the scheme are added behind what the
 * client itself has claimed, so that the last value is to be trusted; a host that the client claims stays.
 */
public final class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";

    private ForwardedHeaders() {}

    /** The request with these headers; before the policy sees it, which may take them away. */
    public static RequestHead add(RequestHead head, InetAddress client) {
        HeaderList headers = head.headers();
        String address = client.getHostAddress();
        if (!claims(headers)) {
            return head.with(headers.withAll(
                    head.authority().isEmpty()
                            ? HeaderList.of(FOR, address, PROTO, head.scheme())
                            : HeaderList.of(FOR, address, PROTO, head.scheme(), HOST, head.authority())));
        }
        headers = behind(behind(headers, FOR, address), PROTO, head.scheme());
        return head.with(
                headers.has(HOST) || head.authority().isEmpty() ? headers : headers.with(HOST, head.authority()));
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
