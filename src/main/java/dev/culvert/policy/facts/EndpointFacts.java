package dev.culvert.policy.facts;

import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointUrl;

/**
 * What a policy may know of its endpoint; made once for each version of the endpoint.
 *
 * @param id its id
 * @param protocol {@code tcp} or {@code tls}
 * @param url its URL; of an endpoint for all names in a domain, the one that was asked for
 * @param host the URL's host
 * @param port the URL's port
 */
public record EndpointFacts(String id, String protocol, String url, String host, int port) {

    /** The facts of an endpoint. */
    public static EndpointFacts of(EndpointId id, EndpointUrl url) {
        return new EndpointFacts(id.value(), "tcp", url.toString(), url.host(), url.port());
    }

    /**
     * The facts for a connection that was handed to a URL. ngrok does not say what an endpoint {@code *.shop.internal} calls
     * itself; the name that was asked for is the only one that tells a policy anything.
     */
    public EndpointFacts reachedAs(String asked) {
        if (!host.startsWith("*.") || asked.equals(url)) {
            return this;
        }
        return new EndpointFacts(id, protocol, asked, EndpointUrl.parse(asked).host(), port);
    }

    /** The host and port. */
    public String addr() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
