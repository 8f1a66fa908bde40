package dev.culvert.engine.netty;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** A bound socket that clients can queue at. From any thread, but by one at a time. */
interface ListenerSocket {

    /** Where it is bound. */
    InetSocketAddress address();

    /** Begins to accept. */
    void accept();

    /** Ends it; completes when the address can be bound again. */
    CompletableFuture<Void> unbind();

    /** How such sockets are made. */
    interface Binder {

        /** Binds a socket that admits clients in that manner; fails with what the system said. */
        CompletableFuture<ListenerSocket> bind(InetSocketAddress address, Admission admission);
    }
}
