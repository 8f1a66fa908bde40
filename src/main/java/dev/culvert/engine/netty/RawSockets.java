package dev.culvert.engine.netty;

/** One kind of raw sockets, for the relay that does not look at bytes. */
interface RawSockets extends Dialler<RawSocket>, AutoCloseable {

    /** The way of the bytes that come from one of them and go to another. */
    Flow flow(PlainRelay relay, RawSocket source, ConnectionLoop loop);

    /** Gives back what the event loops have shared, after they have ended. */
    @Override
    void close();
}
