package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.HostPort;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One search for an upstream: look-up, then address after address until one answers. On the event loop only.
 *
 * @param <S> the kind of socket that is wanted
 */
final class UpstreamDial<S> implements Dialler.Outcome<S> {

    /** Hears how a dial ended, exactly once, on the event loop, unless it was cancelled. */
    interface Caller<S> {

        /** The upstream is there. */
        void connected(S socket);

        /** It is not to be had. */
        void failed(CloseReason reason, @Nullable String error);

        /** Something failed that no network is to blame for. */
        void failed(Throwable fault);
    }

    private final UpstreamConnector connector;
    private final Dialler<S> dialler;
    private final HostPort upstream;
    private final long limitNanos;
    private final ConnectionLoop loop;
    private final Caller<S> caller;
    private InetAddress[] addresses = {};
    private int next;
    private boolean waits;
    private boolean over;
    private @Nullable Future<?> limit;
    private Dialler.@Nullable Attempt attempt;
    private @Nullable Throwable failure;

    UpstreamDial(
            UpstreamConnector connector,
            Dialler<S> dialler,
            HostPort upstream,
            long limitNanos,
            ConnectionLoop loop,
            Caller<S> caller) {
        this.connector = connector;
        this.dialler = dialler;
        this.upstream = upstream;
        this.limitNanos = limitNanos;
        this.loop = loop;
        this.caller = caller;
    }

    void begin() {
        EventLoop eventLoop = loop.eventLoop();
        if (limitNanos > 0) {
            limit = eventLoop.schedule(this::timeOut, limitNanos, TimeUnit.NANOSECONDS);
        }
        try {
            connector.resolve(upstream.host(), (found, problem) -> {
                if (eventLoop.inEventLoop()) {
                    resolved(found, problem);
                } else {
                    eventLoop.execute(() -> resolved(found, problem));
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
            attempt.abandon();
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
        int number = ++next;
        waits = true;
        Dialler.Attempt begun;
        try {
            begun = dialler.dial(new InetSocketAddress(addresses[number - 1], upstream.port()), loop, this);
        } catch (RuntimeException e) {
            fault(e);
            return;
        }
        if (waits && number == next) { // it may have failed at once, and the next have begun
            attempt = begun;
        }
    }

    @Override
    public void connected(S socket) {
        waits = false;
        attempt = null;
        cancel();
        caller.connected(socket);
    }

    @Override
    public void failed(Throwable problem) {
        waits = false;
        attempt = null;
        if (failure == null || SystemError.whyNotConnected(problem) == CloseReason.UPSTREAM_REFUSED) {
            failure = problem;
        }
        tryNext();
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
