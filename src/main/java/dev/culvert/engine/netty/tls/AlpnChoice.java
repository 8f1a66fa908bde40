package dev.culvert.engine.netty.tls;

import java.util.List;
import javax.net.ssl.SSLEngine;

/**
 * Which application protocol is agreed on (RFC 7301). What is inside is the upstream's business, which is not asked; so
 * the client has its way, but for HTTP/2, which few upstreams speak without TLS of their own.
 */
final class AlpnChoice {

    private static final String HTTP_2 = "h2";

    private AlpnChoice() {}

    /** The one that an engine is to answer with; empty for none. */
    static String choose(SSLEngine engine, List<String> offered) {
        for (String protocol : offered) {
            if (!protocol.equals(HTTP_2)) {
                return protocol;
            }
        }
        return offered.isEmpty() ? "" : offered.getFirst();
    }
}
