package dev.culvert.engine;

import java.net.InetSocketAddress;
import java.util.List;

/** What came of binding an endpoint's listener. */
public sealed interface ListenResult {

    /**
     * It listens.
     *
     * @param addresses the bound sockets, with the port that the operating system picked where 0 was asked for
     */
    record Listening(List<InetSocketAddress> addresses) implements ListenResult {}

    /**
     * It does not listen on any of its addresses.
     *
     * @param cause the kind of obstacle
     * @param address the one that could not be bound
     * @param detail what the operating system said
     */
    record Refused(Cause cause, InetSocketAddress address, String detail) implements ListenResult {}

    /** Why a socket cannot be bound. */
    enum Cause {
        /** Another socket has the port. */
        PORT_IN_USE,
        /** The port is for privileged processes. */
        NOT_PERMITTED,
        /** The address is none of this machine's. */
        NO_SUCH_ADDRESS,
        /** Anything else; the detail says what. */
        OTHER
    }
}
