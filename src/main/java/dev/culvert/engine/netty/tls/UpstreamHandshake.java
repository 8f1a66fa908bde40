package dev.culvert.engine.netty.tls;

import dev.culvert.engine.TlsCredentialException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sees a handshake with an upstream through to its end, and then makes way. On the event loop. */
final class UpstreamHandshake extends ChannelInboundHandlerAdapter {

    private final TlsClient.Caller caller;
    private final long limitNanos;
    private @Nullable SslHandler handler;
    private @Nullable ScheduledFuture<?> alarm;
    private boolean over;

    UpstreamHandshake(TlsClient.Caller caller, long limitNanos) {
        this.caller = caller;
        this.limitNanos = limitNanos;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (limitNanos > 0) {
            alarm = context.executor().schedule(this::timeOut, limitNanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        over = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** That handler does the rest. */
    void goesOn(SslHandler speaker) {
        handler = speaker;
    }

    void fail(Throwable cause) {
        fail(words(cause));
    }

    void fail(String why) {
        if (!over) {
            over = true;
            caller.failed(why);
        }
    }

    private void timeOut() {
        if (!over) {
            over = true;
            caller.timedOut();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completed) {
            if (!completed.isSuccess()) {
                // TLS has yet to tell the upstream why
                context.executor().execute(() -> fail(completed.cause()));
            } else if (!over) {
                over = true;
                context.pipeline().remove(this);
                caller.established(Objects.requireNonNull(handler));
            }
        } else if (event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete) {
            fail("The upstream ended the connection before the TLS handshake was done.");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        // what TLS thinks of it may be said already, and comes first
        context.executor().execute(() -> fail("The upstream closed the connection before the TLS handshake was done."));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.executor().execute(() -> fail(cause));
    }

    private static String words(Throwable cause) {
        Throwable root = cause;
        CertificateException refused = null;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            root = next;
            if (next instanceof CertificateException of) {
                refused = of;
            }
        }
        String said =
                Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
        if (cause instanceof TlsCredentialException) {
            return String.valueOf(cause.getMessage());
        } else if (root instanceof NotSslRecordException) {
            return "The upstream does not speak TLS.";
        } else if (refused != null || said.contains("certification path") || said.contains("trust anchor")) {
            return "The upstream's certificate is refused: " + said;
        }
        return "The TLS handshake with the upstream failed: " + said;
    }
}
