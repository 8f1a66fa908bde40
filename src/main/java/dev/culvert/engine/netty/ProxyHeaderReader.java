package dev.culvert.engine.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the PROXY header, of version 1 or 2, that a trusted proxy must begin with, and makes way. On the event loop. */
final class ProxyHeaderReader extends ChannelInboundHandlerAdapter {

    /** Hears what came of it, once; nothing if the channel was closed before. */
    interface Caller {

        /** Whom the proxy speaks for; null if for itself, or for somebody without an IP address. */
        void told(@Nullable InetSocketAddress client);

        /** There was no such header. */
        void failed(String why);
    }

    /** A proxy sends its header at once, so this is as generous as what a TLS client has for its first message. */
    private static final long LIMIT_MILLIS = 3000;

    /** Beyond the addresses; more than any proxy is known to send, less than could hurt. */
    private static final int MOST_TLV_BYTES = 4096;

    private final Caller caller;
    private final List<ByteBuf> rest = new ArrayList<>(1);
    private @Nullable ScheduledFuture<?> alarm;
    private boolean over;

    private ProxyHeaderReader(Caller caller) {
        this.caller = caller;
    }

    /** Reads from a client that has said nothing yet that was read. The channel must be reading. */
    static void read(DuplexChannel client, Caller caller) {
        client.pipeline().addFirst(new HAProxyMessageDecoder(MOST_TLV_BYTES, true), new ProxyHeaderReader(caller));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        alarm = context.executor()
                .schedule(
                        () -> fail("The proxy sent no whole PROXY header within " + LIMIT_MILLIS / 1000 + " s."),
                        LIMIT_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        end();
        rest.forEach(ByteBuf::release);
        rest.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HAProxyMessage header)) {
            rest.add((ByteBuf) message);
            return;
        }
        InetSocketAddress client;
        try {
            client = client(header);
        } finally {
            header.release();
        }
        if (!over) {
            end();
            // only then has the decoder left the pipeline, and handed on what it has read beyond the header
            context.executor().execute(() -> makeWay(context, client));
        }
    }

    private void makeWay(ChannelHandlerContext context, @Nullable InetSocketAddress client) {
        if (context.isRemoved()) {
            return;
        }
        List<ByteBuf> beyond = new ArrayList<>(rest);
        rest.clear();
        ChannelPipeline pipeline = context.pipeline();
        pipeline.remove(this);
        caller.told(client);
        if (!beyond.isEmpty()) { // whoever reads from now on may have come to the front meanwhile
            beyond.forEach(pipeline::fireChannelRead);
            pipeline.fireChannelReadComplete();
        }
    }

    private static @Nullable InetSocketAddress client(HAProxyMessage header) {
        AddressFamily family = header.proxiedProtocol().addressFamily();
        boolean isKnown = family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6;
        return isKnown // the decoder drops what a LOCAL command says of addresses
                ? new InetSocketAddress(InetAddress.ofLiteral(header.sourceAddress()), header.sourcePort())
                : null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof HAProxyProtocolException) {
            fail("The proxy's PROXY header is wrong: " + SystemError.text(cause));
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete) {
            fail("The proxy ended the connection before its PROXY header was whole.");
        }
        context.fireUserEventTriggered(event);
    }

    private void fail(String why) {
        if (!over) {
            end();
            caller.failed(why);
        }
    }

    private void end() {
        over = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
