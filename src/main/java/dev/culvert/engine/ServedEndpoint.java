package dev.culvert.engine;

import dev.culvert.model.EndpointId;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamTls;
import dev.culvert.policy.cidr.CidrSet;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as the engine serves it: everything it needs for a connection, looked up beforehand.
 *
 * @param id the endpoint
 * @param name its name, for the records of its connections
 * @param url its URL, for the same
 * @param bind the addresses to listen on; none for an internal endpoint, which other policies hand connections to
 * @param port the port to listen on, the same on all of them; 0 lets the operating system pick one
 * @param upstream where to forward to; null if nothing forwards by default (cloud endpoints)
 * @param proxyProtocol the header that the upstream is sent first
 * @param limits time-outs and counts
 * @param policy what decides its connections
 * @param upstreamTls how TLS is spoken to an upstream that wants it
 * @param trustedProxies whose clients begin with a PROXY header that says who they speak for
 * @param isPooled whether it shares its sockets, or its internal URL, with others that do so too
 * @param healthCheck how the upstream is watched
 */
public record ServedEndpoint(
        EndpointId id,
        String name,
        String url,
        List<InetAddress> bind,
        int port,
        @Nullable Upstream upstream,
        ProxyProtocol proxyProtocol,
        Limits limits,
        ServedPolicy policy,
        UpstreamTls upstreamTls,
        CidrSet trustedProxies,
        boolean isPooled,
        HealthCheck healthCheck) {

    /** One with nothing out of the ordinary in front of it or behind it. */
    public ServedEndpoint(
            EndpointId id,
            String name,
            String url,
            List<InetAddress> bind,
            int port,
            @Nullable Upstream upstream,
            ProxyProtocol proxyProtocol,
            Limits limits,
            ServedPolicy policy) {
        this(
                id,
                name,
                url,
                bind,
                port,
                upstream,
                proxyProtocol,
                limits,
                policy,
                UpstreamTls.DEFAULT,
                CidrSet.EMPTY,
                false,
                HealthCheck.OFF);
    }

    /** Whether the other is served by the same sockets, or, if it is internal or of a pool, under the same URL. */
    public boolean listensWhere(ServedEndpoint other) {
        boolean isOfUrl = isInternal() || (isPooled && other.isPooled);
        return port == other.port && bind.equals(other.bind) && (!isOfUrl || url.equals(other.url));
    }

    /** Whether it has no socket. */
    public boolean isInternal() {
        return bind.isEmpty();
    }
}
