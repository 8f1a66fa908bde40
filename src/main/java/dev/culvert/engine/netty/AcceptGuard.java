package dev.culvert.engine.netty;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sits in a listener's own pipeline: counts who comes in, and keeps the listener alive when the system has no more
 * descriptors or memory for another client. Then it rests for a second, and the clients wait in the backlog.
 */
@ChannelHandler.Sharable
final class AcceptGuard extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(AcceptGuard.class);

    private final EndpointService service;

    AcceptGuard(EndpointService service) {
        this.service = service;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object client) {
        service.enter();
        context.fireChannelRead(client);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!context.channel().config().isAutoRead()) {
            return;
        }
        // first of all: without a descriptor to spare even what follows may fail, and accept would be tried for ever
        context.channel().config().setAutoRead(false);
        var unused = context.channel().eventLoop().schedule(() -> resume(context), 1, TimeUnit.SECONDS);
        log.warn(
                "The endpoint {} cannot accept clients: {}; it tries again in a second.",
                service.endpoint().name(),
                SystemError.text(cause));
    }

    private static void resume(ChannelHandlerContext context) {
        if (context.channel().isOpen()) {
            context.channel().config().setAutoRead(true);
        }
    }
}
