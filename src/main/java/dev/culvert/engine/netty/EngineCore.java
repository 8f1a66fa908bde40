package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.HttpLimits;
import dev.culvert.engine.netty.tls.TlsClient;
import dev.culvert.engine.netty.tls.TlsServer;
import org.jspecify.annotations.Nullable;

/**
 * What all endpoints of an engine share.
 *
 * @param loops the event loops
 * @param binder how listeners are bound
 * @param rawSockets the sockets of the relay that does not look at bytes; null where channels do all
 * @param channels how channels are connected
 * @param registry the open connections
 * @param ids where connections get their ids
 * @param connector how upstreams are reached
 * @param internal the endpoints that policies may hand connections to
 * @param tls how TLS is ended with clients
 * @param upstreamTls how TLS is begun with upstreams
 * @param http what clients that speak HTTP are granted
 */
record EngineCore(
        EventLoops loops,
        ListenerSocket.Binder binder,
        @Nullable RawSockets rawSockets,
        ChannelDialler channels,
        ConnectionRegistry registry,
        ConnectionIds ids,
        UpstreamConnector connector,
        InternalEndpoints internal,
        TlsServer tls,
        TlsClient upstreamTls,
        HttpLimits http) {

    /** Everything made for one manner of moving bytes. */
    static EngineCore of(
            RelayMode mode,
            int eventLoops,
            ConnectionRegistry registry,
            UpstreamConnector connector,
            TlsServer tls,
            TlsClient upstreamTls) {
        var loops = new EventLoops(mode.transport(), eventLoops);
        var reserve = DescriptorReserve.ofProcess();
        RawSockets sockets = mode.rawSockets(eventLoops, reserve);
        return new EngineCore(
                loops,
                mode.binder(loops, sockets, reserve),
                sockets,
                new ChannelDialler(mode.transport()),
                registry,
                new ConnectionIds(),
                connector,
                new InternalEndpoints(),
                tls,
                upstreamTls,
                HttpLimits.DEFAULT);
    }

    /** The same with other limits of HTTP. */
    EngineCore with(HttpLimits others) {
        return new EngineCore(
                loops, binder, rawSockets, channels, registry, ids, connector, internal, tls, upstreamTls, others);
    }
}
