package dev.culvert.policy.facts;

import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointUrl;

/**
 * What a policy may know of its endpoint; made once for each version of the endpoint.
 *
 * @param id its id
 * @param protocol {@code tcp} or {@code tls}
 * @param url its URL
 * @param host the URL's host
 * @param port the URL's port
 */
public record EndpointFacts(String id, String protocol, String url, String host, int port) {

    /** The facts of an endpoint. */
    public static EndpointFacts of(EndpointId id, EndpointUrl url) {
        return new EndpointFacts(id.value(), "tcp", url.toString(), url.host(), url.port());
    }

    /** The host and port. */
    public String addr() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
