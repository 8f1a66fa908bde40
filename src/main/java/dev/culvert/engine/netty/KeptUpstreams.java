package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The upstreams that earlier requests of a connection went to and the present one does not. Nothing is on its way on them, and
 * their endpoints are not passed through meanwhile; one that stops has them closed. On the event loop only.
 */
final class KeptUpstreams {

    /** How many may wait beside the one in use. */
    static final int MOST = 4;

    private final ConnectionLoop loop;
    private final long rest;
    private final Alarm alarm;
    private final Deque<Kept> waiting = new ArrayDeque<>(0);

    /**
     * Whose upstream it is.
     *
     * @param version a later one may forward elsewhere, or in another way
     */
    record Target(EndpointService service, ServedEndpoint version) {

        static Target of(Hop hop) {
            return new Target(hop.service(), hop.endpoint());
        }
    }

    private final class Kept implements Runnable {

        private final Target target;
        private final HttpUpstream upstream;
        private final long until = System.nanoTime() + rest;

        Kept(Target target, HttpUpstream upstream) {
            this.target = target;
            this.upstream = upstream;
        }

        /** The endpoint stops; from any thread. */
        @Override
        public void run() {
            loop.eventLoop().execute(() -> {
                if (waiting.remove(this)) {
                    close();
                }
            });
        }

        void close() {
            target.service().forgetStop(this);
            upstream.end(false);
        }
    }

    KeptUpstreams(ConnectionLoop loop, Duration time) {
        this.loop = loop;
        rest = time.toNanos();
        alarm = new Alarm(loop);
    }

    /**
     * Keeps one that {@linkplain HttpUpstream#isClean has nothing to do}. It may be one too many until the request that
     * it makes way for has taken another: then they are to be {@linkplain #trim trimmed}.
     */
    void add(Target target, HttpUpstream upstream) {
        upstream.read(true); // to hear if it closes
        var kept = new Kept(target, upstream);
        waiting.addLast(kept);
        target.service().onStop(kept);
        if (!alarm.isSet()) {
            alarm.set(rest, this::sweep);
        }
    }

    /** Gives one back that can be used; null if there is none. */
    @Nullable HttpUpstream take(Target target) {
        for (Iterator<Kept> all = waiting.iterator(); all.hasNext(); ) {
            Kept kept = all.next();
            if (kept.target.equals(target)) {
                all.remove();
                if (kept.upstream.isUsable()) {
                    target.service().forgetStop(kept);
                    return kept.upstream;
                }
                kept.close();
                return null;
            }
        }
        return null;
    }

    /** Closes those that are too many, first the one that has waited longest. */
    void trim() {
        while (waiting.size() > MOST) {
            waiting.removeFirst().close();
        }
    }

    /** One has closed, or says what nobody has asked for. */
    void forget(HttpUpstream gone) {
        waiting.removeIf(kept -> {
            boolean isIt = kept.upstream.equals(gone);
            if (isIt) {
                kept.close();
            }
            return isIt;
        });
    }

    private void sweep() {
        alarm.end();
        long now = System.nanoTime();
        while (!waiting.isEmpty() && waiting.getFirst().until - now <= 0) {
            waiting.removeFirst().close();
        }
        if (!waiting.isEmpty()) {
            alarm.set(waiting.getFirst().until - now, this::sweep);
        }
    }

    void end() {
        alarm.end();
        waiting.forEach(Kept::close);
        waiting.clear();
    }
}
