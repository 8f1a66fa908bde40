package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One search for an upstream: look-up, then address after address until one answers. The next has its turn as soon as one
 * fails, or does not answer for a moment, in which case both are waited for. On the event loop only.
 *
 * @param <S> the kind of socket that is wanted
 */
final class UpstreamDial<S> {

    /** Hears how a dial ended, exactly once, on the event loop, unless it was cancelled. */
    interface Caller<S> {

        /** The upstream is there. */
        void connected(S socket);

        /** It is not to be had. */
        void failed(CloseReason reason, @Nullable String error);

        /** Something failed that no network is to blame for. */
        void failed(Throwable fault);
    }

    /** RFC 8305 5: how long one address that does not answer keeps the next one waiting. */
    private static final long HEAD_START_MILLIS = 250;

    private final UpstreamConnector connector;
    private final Dialler<S> dialler;
    private final Upstream upstream;
    private final long limitNanos;
    private final ConnectionLoop loop;
    private final Caller<S> caller;
    private final List<Trial> trials = new ArrayList<>(1);
    private List<SocketAddress> addresses = List.of();
    private int next;
    private boolean over;
    private @Nullable Future<?> limit;
    private @Nullable Future<?> headStart;
    private @Nullable Throwable failure;

    UpstreamDial(
            UpstreamConnector connector,
            Dialler<S> dialler,
            Upstream upstream,
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
            connector.resolve(upstream, (found, problem) -> {
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
        endHeadStart();
        trials.forEach(Trial::abandon);
        trials.clear();
    }

    private void resolved(@Nullable List<SocketAddress> found, @Nullable Throwable problem) {
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
        endHeadStart();
        if (over) {
            return;
        }
        if (next == addresses.size()) {
            if (trials.isEmpty()) {
                fail();
            }
            return;
        }
        var trial = new Trial();
        trials.add(trial);
        try {
            trial.begin(addresses.get(next++));
        } catch (RuntimeException e) {
            fault(e);
            return;
        }
        // it may have ended at once, and the next have begun
        if (!over && trials.contains(trial) && next < addresses.size()) {
            headStart = loop.eventLoop().schedule(this::tryNext, HEAD_START_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void endHeadStart() {
        if (headStart != null) {
            headStart.cancel(false);
            headStart = null;
        }
    }

    /** One address. */
    private final class Trial implements Dialler.Outcome<S> {

        private Dialler.@Nullable Attempt attempt;

        void begin(SocketAddress address) {
            Dialler.Attempt begun = dialler.dial(address, loop, this);
            if (trials.contains(this)) {
                attempt = begun;
            }
        }

        void abandon() {
            if (attempt != null) {
                attempt.abandon();
            }
        }

        @Override
        public void connected(S socket) {
            trials.remove(this);
            cancel();
            caller.connected(socket);
        }

        @Override
        public void failed(Throwable problem) {
            trials.remove(this);
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
