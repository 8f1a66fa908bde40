package dev.culvert.engine.netty.tls;

import dev.culvert.policy.run.TlsTermination;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Reads a client's first message, has the context found, and makes way for the handler that speaks TLS. */
final class HelloReader extends SslClientHelloHandler<SslContext> {

    private final TlsContexts contexts;
    private final TlsTermination termination;
    private final List<String> names;
    private final Handshake handshake;

    HelloReader(TlsContexts contexts, TlsTermination termination, List<String> names, Handshake handshake) {
        this.contexts = contexts;
        this.termination = termination;
        this.names = names;
        this.handshake = handshake;
    }

    @Override
    protected Future<SslContext> lookup(ChannelHandlerContext context, @Nullable ByteBuf message) {
        if (message == null) {
            return context.executor().newFailedFuture(new NotSslRecordException());
        }
        ClientHello hello;
        try {
            hello = ClientHello.read(message);
        } catch (IndexOutOfBoundsException e) {
            return context.executor().newFailedFuture(new NotSslRecordException(e));
        }
        handshake.heard(hello);
        return contexts.find(termination, names, context.executor());
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext context, Future<SslContext> found) {
        if (context.isRemoved() || !context.channel().isActive()) {
            return;
        }
        if (!found.isSuccess()) {
            handshake.fail(Objects.requireNonNull(found.cause()));
            return;
        }
        SSLEngine engine = found.getNow().newEngine(context.alloc());
        engine.setHandshakeApplicationProtocolSelector(AlpnChoice::choose);
        var handler = new SslHandler(engine);
        handshake.goesOn(handler);
        context.pipeline().replace(this, null, handler);
    }
}
