package dev.culvert.engine.netty;

import java.net.SocketAddress;

/**
 * Connects sockets of one kind.
 *
 * @param <S> the kind
 */
interface Dialler<S> {

    /** Hears how an attempt ended, once, on the event loop, maybe before {@link Dialler#dial} has returned. */
    interface Outcome<S> {

        /** The socket is connected, and for the hearer to close. */
        void connected(S socket);

        /** There is no socket. */
        void failed(Throwable problem);
    }

    /** An attempt that goes on. */
    interface Attempt {

        /** Ends it without a word. */
        void abandon();
    }

    /** Begins to connect to an address. On the event loop. */
    Attempt dial(SocketAddress address, ConnectionLoop loop, Outcome<S> outcome);
}
