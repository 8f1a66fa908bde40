package dev.culvert.engine.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A listener that is a Netty channel, as are those whom it accepts. */
@SuppressWarnings("FutureReturnValueIgnored") // every future here has its listener
record ChannelListener(Channel channel) implements ListenerSocket {

    /** A binder of such, on these event loops. */
    static Binder binder(IoTransport transport, EventLoops loops, DescriptorReserve reserve) {
        return (address, admission) -> {
            var bound = new CompletableFuture<ListenerSocket>();
            new ServerBootstrap()
                    .group(loops.group())
                    .channelFactory(transport.listeners())
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .option(ChannelOption.SO_BACKLOG, Listener.BACKLOG)
                    .option(ChannelOption.AUTO_READ, false)
                    .handler(new AcceptGuard(admission, reserve))
                    .childOption(ChannelOption.AUTO_READ, false)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel client) {
                            SocketOptions.set(client);
                            ConnectionLoop loop = loops.of(client.eventLoop());
                            loop.expect();
                            admission.admit(new ChannelClient(client), loop);
                        }
                    })
                    .bind(address)
                    .addListener((ChannelFutureListener) done -> {
                        if (done.isSuccess()) {
                            bound.complete(new ChannelListener(done.channel()));
                        } else {
                            bound.completeExceptionally(done.cause());
                        }
                    });
            return bound;
        };
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void accept() {
        channel.config().setAutoRead(true);
    }

    @Override
    public CompletableFuture<Void> unbind() {
        var closed = new CompletableFuture<Void>();
        // a selector gives the descriptor of a closed NIO socket back in its next turn only
        channel.close()
                .addListener(
                        done -> channel.eventLoop().schedule(() -> closed.complete(null), 1, TimeUnit.MILLISECONDS));
        return closed;
    }
}
