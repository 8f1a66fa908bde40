package dev.culvert.engine.netty;

import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A socket without a pipeline: it tells when it can be used, and a {@link Flow} of its own kind uses it. On its event
 * loop only.
 */
interface RawSocket {

    /** Hears on the event loop that something can be read or written, or that the socket is broken. */
    interface Watcher {

        void ready();
    }

    /**
     * Begins to tell somebody, or goes on with somebody else.
     *
     * @throws IOException if the system refuses
     */
    void watch(Watcher watcher) throws IOException;

    /** What is waited for; some sockets tell everything all the time. */
    void await(boolean readable, boolean writable);

    /** Whether the system has told that the connection is gone; there may still be bytes to read. */
    boolean isBroken();

    /** Why it is broken. */
    @Nullable IOException takeError();

    /** Tells the peer that nothing more will come. */
    void shutdownOutput() throws IOException;

    /** Lets go of the socket; a reset throws away what the system has not sent yet. Once or again. */
    void close(boolean reset);

    /** Makes a channel of it; this object is done with. */
    SocketChannel toChannel();
}
