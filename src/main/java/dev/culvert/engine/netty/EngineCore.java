package dev.culvert.engine.netty;

import dev.culvert.engine.netty.tls.TlsServer;

/**
 * What all endpoints of an engine share.
 *
 * @param transport how sockets are driven
 * @param loops the event loops
 * @param registry the open connections
 * @param ids where connections get their ids
 * @param connector how upstreams are reached
 * @param internal the endpoints that policies may hand connections to
 * @param tls how TLS is ended with clients
 */
record EngineCore(
        IoTransport transport,
        EventLoops loops,
        ConnectionRegistry registry,
        ConnectionIds ids,
        UpstreamConnector connector,
        InternalEndpoints internal,
        TlsServer tls) {}
