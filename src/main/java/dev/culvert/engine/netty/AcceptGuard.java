package dev.culvert.engine.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sits in the pipeline of a listener that is a channel: counts who comes in, and has it rest when that fails. */
final class AcceptGuard extends ChannelInboundHandlerAdapter {

    private final Admission admission;
    private final DescriptorReserve reserve;
    private @Nullable AcceptPause pause;

    AcceptGuard(Admission admission, DescriptorReserve reserve) {
        this.admission = admission;
        this.reserve = reserve;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        pause = new AcceptPause(
                admission.service(), context.channel().eventLoop(), reserve, () -> resume(context.channel()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object client) {
        boolean rests =
                !context.channel().config().isAutoRead(); // it was accepted before that, in one batch with others
        if (!rests) {
            Objects.requireNonNull(pause).accepted();
        }
        admission.enter();
        context.fireChannelRead(client);
        if (!rests && reserve.isReached(admission.waiting())) {
            context.channel().config().setAutoRead(false);
            Objects.requireNonNull(pause).begin();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (context.channel().config().isAutoRead()) {
            // first of all: without a descriptor to spare even what follows may fail, and accept would be tried for
            // ever
            context.channel().config().setAutoRead(false);
            Objects.requireNonNull(pause).begin(cause);
        }
    }

    private static void resume(Channel listener) {
        if (listener.isOpen()) {
            listener.config().setAutoRead(true);
        }
    }
}
