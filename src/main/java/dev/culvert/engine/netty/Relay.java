package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;

/**
 * Moves the bytes of one connection: from the accepted client through the dial to the end. It tells its
 * {@link Connection} of what it moves and of what happens, and never ends anything by itself. On the connection's event
 * loop only.
 */
interface Relay {

    /** Dials the upstream and carries bytes both ways from then on. */
    void forward(Upstream upstream);

    /** Lets go of both sockets, in the manner that the reason asks for. Nothing is told to the connection any more. */
    void end(CloseReason reason);

    /**
     * A time-out is over. Whether the relay ends the connection for that reason itself, in the way of the protocol that it
     * speaks.
     */
    default boolean takesLeave(CloseReason reason) {
        return false;
    }

    /** The client's socket: bytes that came from it and bytes that it took. */
    Side client();

    /** The upstream's socket, likewise. */
    Side upstream();

    /** What the idle sweep wants to know of one socket. */
    interface Side {

        /** A number that grows with every byte that the peer sends or accepts. */
        long moved();

        /** Whether the peer is silent by our own doing: it is not being read, and nothing waits to be sent to it. */
        boolean isHeld();
    }
}
