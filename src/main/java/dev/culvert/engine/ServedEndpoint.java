package dev.culvert.engine;

import dev.culvert.model.EndpointId;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as the engine serves it: everything it needs for a connection, looked up beforehand.
 *
 * @param id the endpoint
 * @param name its name, for the records of its connections
 * @param url its URL, for the same
 * @param bind the addresses to listen on
 * @param port the port to listen on, the same on all of them; 0 lets the operating system pick one
 * @param upstream where to forward to; null if nothing forwards by default (cloud endpoints)
 * @param proxyProtocol the header that the upstream is sent first
 * @param limits time-outs and counts
 */
public record ServedEndpoint(
        EndpointId id,
        String name,
        String url,
        List<InetAddress> bind,
        int port,
        @Nullable Upstream upstream,
        ProxyProtocol proxyProtocol,
        Limits limits) {

    /** Whether the other is served by the same sockets. */
    public boolean listensWhere(ServedEndpoint other) {
        return port == other.port && bind.equals(other.bind);
    }
}
