package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.HostPort;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One search for an upstream: look-up, then address after address until one answers. On the event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // a channel that is closed here has nobody who would care how that went
final class UpstreamDial {

    private final UpstreamConnector connector;
    private final HostPort upstream;
    private final long limitNanos;
    private final EventLoop loop;
    private final UpstreamConnector.Caller caller;
    private InetAddress[] addresses = {};
    private int next;
    private boolean over;
    private @Nullable Future<?> limit;
    private @Nullable SocketChannel attempt;
    private @Nullable Throwable failure;

    UpstreamDial(
            UpstreamConnector connector,
            HostPort upstream,
            long limitNanos,
            EventLoop loop,
            UpstreamConnector.Caller caller) {
        this.connector = connector;
        this.upstream = upstream;
        this.limitNanos = limitNanos;
        this.loop = loop;
        this.caller = caller;
    }

    void begin() {
        if (limitNanos > 0) {
            limit = loop.schedule(this::timeOut, limitNanos, TimeUnit.NANOSECONDS);
        }
        try {
            connector.resolve(upstream.host(), (found, problem) -> {
                if (loop.inEventLoop()) {
                    resolved(found, problem);
                } else {
                    loop.execute(() -> resolved(found, problem));
                }
            });
        } catch (RejectedExecutionException e) {
            fault(e);
        }
    }

    /** Gives up without a word. */
    void cancel() {
        over = true;
        if (limit != null) {
            limit.cancel(false);
        }
        if (attempt != null) {
            attempt.close();
        }
    }

    private void resolved(InetAddress @Nullable [] found, @Nullable Throwable problem) {
        if (over) {
            return;
        }
        if (found == null) {
            failure = problem;
        } else {
            addresses = found;
        }
        tryNext();
    }

    private void tryNext() {
        if (next == addresses.length) {
            fail();
            return;
        }
        InetAddress address = addresses[next++];
        SocketChannel channel;
        try {
            channel = connector.newSocket();
        } catch (RuntimeException e) {
            fault(e);
            return;
        }
        attempt = channel;
        loop.register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                tried(channel, registered.cause());
                return;
            }
            channel.connect(new InetSocketAddress(address, upstream.port()))
                    .addListener(connected -> tried(channel, connected.cause()));
        });
    }

    private void tried(SocketChannel channel, @Nullable Throwable problem) {
        if (over) {
            channel.close();
        } else if (problem == null) {
            attempt = null;
            cancel();
            caller.connected(channel);
        } else {
            channel.close();
            if (failure == null || SystemError.whyNotConnected(problem) == CloseReason.UPSTREAM_REFUSED) {
                failure = problem;
            }
            tryNext();
        }
    }

    private void timeOut() {
        if (!over) {
            cancel();
            caller.failed(
                    CloseReason.UPSTREAM_TIMEOUT, "No answer in " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms");
        }
    }

    private void fail() {
        Throwable problem = failure == null ? new IllegalStateException("a host without addresses") : failure;
        CloseReason reason = SystemError.whyNotConnected(problem);
        if (reason == null) {
            fault(problem);
        } else {
            cancel();
            caller.failed(reason, SystemError.text(problem));
        }
    }

    private void fault(Throwable problem) {
        cancel();
        caller.failed(problem);
    }
}
