package dev.culvert.engine.netty.tls;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.policy.facts.TlsFacts;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Sees a handshake through to its end, and keeps from the handlers behind it that there is one. On the event loop. */
final class Handshake extends ChannelInboundHandlerAdapter {

    private final TlsServer.Caller caller;
    private final Duration limit;
    private final Duration helloLimit;
    private @Nullable ClientHello hello;
    private long heardAt;
    private @Nullable SslHandler handler;
    private @Nullable ScheduledFuture<?> alarm;
    private @Nullable String failure;
    private boolean over;

    Handshake(TlsServer.Caller caller, Duration limit, Duration helloLimit) {
        this.caller = caller;
        this.limit = limit;
        this.helloLimit = helloLimit;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        alarm = context.executor()
                .schedule(
                        () -> fail("The client did not begin with TLS within " + helloLimit.toMillis() + " ms."),
                        helloLimit.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        over = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** The client has said its first word. */
    void heard(ClientHello said) {
        hello = said;
        heardAt = System.currentTimeMillis();
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** That handler does the rest. */
    void goesOn(SslHandler speaker) {
        handler = speaker;
        speaker.setHandshakeTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    void fail(Throwable cause) {
        fail(words(cause));
    }

    private void fail(String why) {
        if (!over) {
            over = true;
            caller.failed(why);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completed) {
            if (!completed.isSuccess()) {
                failed(context, completed.cause());
            } else if (!over) {
                over = true;
                context.pipeline().remove(this);
                SslHandler speaker = Objects.requireNonNull(handler);
                caller.established(facts(speaker.engine().getSession(), speaker), speaker);
            }
        } else if (event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete) {
            fail("The client ended the connection before the TLS handshake was done.");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (failure == null) {
            context.fireChannelInactive();
        } else {
            fail(failure);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(context, cause);
    }

    /** That a socket is gone is not TLS's fault, and those behind hear of it too. */
    private void failed(ChannelHandlerContext context, Throwable cause) {
        if (failure != null) {
            return;
        }
        if (cause instanceof ClosedChannelException) {
            return; // the channel says so itself
        } else if (cause instanceof IOException && !(cause instanceof SSLException)) {
            context.fireExceptionCaught(cause);
        } else {
            String why = words(cause);
            failure = why;
            context.executor().execute(() -> fail(why)); // TLS has yet to tell the client
        }
    }

    private TlsFacts facts(SSLSession session, SslHandler speaker) {
        ClientHello said = Objects.requireNonNull(hello);
        String protocol = session.getProtocol();
        return new TlsFacts(
                protocol.startsWith("TLSv") ? protocol.substring("TLSv".length()) : protocol,
                session.getCipherSuite(),
                said.serverName(),
                Objects.requireNonNullElse(speaker.engine().getApplicationProtocol(), ""),
                Ja4.of(said),
                session.getCreationTime() < heardAt,
                clientCertificate(session),
                first(session.getLocalCertificates()));
    }

    private static @Nullable X509Certificate clientCertificate(SSLSession session) {
        try {
            return first(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return null; // it was not asked for one, or had none
        }
    }

    private static @Nullable X509Certificate first(Certificate @Nullable [] chain) {
        return chain != null && chain.length > 0 && chain[0] instanceof X509Certificate first ? first : null;
    }

    private static String words(Throwable cause) {
        Throwable root = cause;
        for (Throwable next = root.getCause(); next != null; next = root.getCause()) {
            root = next;
        }
        if (cause instanceof TlsCredentialException) {
            return String.valueOf(cause.getMessage());
        } else if (root instanceof NotSslRecordException || cause instanceof NotSslRecordException) {
            return "The client did not begin with TLS.";
        }
        return "The TLS handshake failed: "
                + Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }
}
