package dev.culvert.engine.netty;

import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client that a channel has accepted. */
record ChannelClient(SocketChannel channel) implements AcceptedClient {

    @Override
    public InetSocketAddress remote() {
        return known(channel.remoteAddress());
    }

    @Override
    public InetSocketAddress local() {
        return known(channel.localAddress());
    }

    @Override
    public @Nullable RawSocket raw() {
        return null;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody would care how that went
    public void close() {
        try {
            channel.config().setSoLinger(0);
        } catch (ChannelException e) {
            // it is reset already
        }
        channel.close();
    }

    /** NIO knows no address of a socket that was reset before it was looked at. */
    private static InetSocketAddress known(InetSocketAddress address) {
        return Objects.requireNonNullElseGet(address, () -> new InetSocketAddress(0));
    }
}
