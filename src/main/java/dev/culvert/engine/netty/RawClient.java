package dev.culvert.engine.netty;

import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;

/** A client whose socket has no pipeline yet. */
record RawClient(RawSocket raw, InetSocketAddress remote, InetSocketAddress local, ConnectionLoop loop)
        implements AcceptedClient {

    @Override
    public SocketChannel channel() {
        SocketChannel channel = raw.toChannel();
        SocketOptions.set(channel);
        Throwable problem = loop.eventLoop().register(channel).cause();
        if (problem != null) {
            throw new IllegalStateException("The event loop refused a channel", problem);
        }
        return channel;
    }

    @Override
    public void close() {
        raw.close(true);
    }
}
