package dev.culvert.engine.netty;

import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a client that was accepted, as long as nobody has decided how its bytes are moved. On its event loop
 * only.
 */
interface AcceptedClient {

    /** Who it is. */
    InetSocketAddress remote();

    /** The address it was accepted on. */
    InetSocketAddress local();

    /** The socket for a relay that does not look at bytes; null where there is no such relay. */
    @Nullable RawSocket raw();

    /** The socket as a channel that is registered with the event loop and does not read; the raw socket is done with. */
    SocketChannel channel();

    /** Closes the socket with a reset, which leaves nothing in the kernel that a crowd of unwanted clients could fill. */
    void close();
}
