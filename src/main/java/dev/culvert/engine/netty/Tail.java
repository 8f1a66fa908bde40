package dev.culvert.engine.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The end of a pipeline, behind a decoder: hands on what that has read. On the event loop only. */
final class Tail extends ChannelInboundHandlerAdapter {

    /** Takes what was read, and owns it. */
    interface Reader {
        void read(Object message) throws Exception;
    }

    private final Reader reader;
    private final Consumer<Throwable> faults;
    private @Nullable List<ByteBuf> rest;

    Tail(Reader reader, Consumer<Throwable> faults) {
        this.reader = reader;
        this.faults = faults;
    }

    /** Takes a decoder and this out of a pipeline; what the decoder had not read yet is answered. */
    List<ByteBuf> leave(ChannelPipeline pipeline, ChannelHandler decoder) {
        List<ByteBuf> unread = new ArrayList<>();
        rest = unread;
        pipeline.remove(decoder);
        pipeline.remove(this);
        return unread;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (rest != null && message instanceof ByteBuf bytes) {
                rest.add(bytes);
            } else {
                reader.read(message);
            }
        } catch (Throwable e) { // an Error too: the connection is to be told of, and let go
            faults.accept(e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // the leg has told so itself
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        ReferenceCountUtil.release(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        faults.accept(cause);
    }
}
