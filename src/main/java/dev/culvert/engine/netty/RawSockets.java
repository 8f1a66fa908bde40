package dev.culvert.engine.netty;

import dev.culvert.model.Upstream;

/** One kind of raw sockets, for the relay that does not look at bytes. */
interface RawSockets extends Dialler<RawSocket>, AutoCloseable {

    /** The way of the bytes that come from one of them and go to another. */
    Flow flow(PlainRelay relay, RawSocket source, ConnectionLoop loop);

    /** Whether one of them can be connected to that upstream, and nobody has to see the bytes for that. */
    default boolean canReach(Upstream upstream) {
        return upstream instanceof Upstream.Tcp;
    }

    /** Gives back what the event loops have shared, after they have ended. */
    @Override
    void close();
}
