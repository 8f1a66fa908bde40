package dev.culvert.engine.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop, and the sweep that looks at all of them for time-outs: once a second while bytes
 * move, and else when the first of them may be late, so that a loop with nothing to do sleeps. One timer a loop, whatever the number of
 * connections. On that event loop only.
 */
final class ConnectionLoop {

    private static final long SWEEP = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_REST = TimeUnit.HOURS.toNanos(1);

    /** Its pace is to be known all the same. */
    private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(10);

    private final IoEventLoop loop;
    private final int index;
    private final AtomicInteger load = new AtomicInteger();
    private final Pace pace = new Pace();
    private final List<Connection> connections = new ArrayList<>();
    private boolean stirred;
    private long nextLook = System.nanoTime();
    private @Nullable Future<?> nextSweep;
    private boolean sleeps;

    ConnectionLoop(IoEventLoop loop, int index) {
        this.loop = loop;
        this.index = index;
    }

    /** Begins to sweep. From any thread. */
    Future<?> begin() {
        return loop.submit(() -> sweepIn(SWEEP));
    }

    EventLoop eventLoop() {
        return loop;
    }

    int index() {
        return index;
    }

    /** How it keeps its time; counted on this loop, read by any thread. */
    Pace pace() {
        return pace;
    }

    /** How many connections it has, and how many it is about to have. From any thread. */
    int load() {
        return load.get();
    }

    /** A connection is about to be added. From any thread. */
    void expect() {
        load.incrementAndGet();
    }

    /** It is not, after all. From any thread. */
    void forget() {
        load.decrementAndGet();
    }

    /** Has the event loop drive a handle. */
    IoRegistration register(IoHandle handle) throws IOException {
        Future<IoRegistration> registering = loop.register(handle);
        if (!registering.isSuccess()) {
            throw new IOException("The event loop refused a socket", registering.cause());
        }
        return registering.getNow();
    }

    /** Adds one that was expected. */
    void add(Connection connection) {
        stir();
        connection.setSlot(connections.size());
        connections.add(connection);
    }

    void remove(Connection connection) {
        load.decrementAndGet();
        Connection last = connections.removeLast();
        if (last != connection) {
            connections.set(connection.slot(), last);
            last.setSlot(connection.slot());
        }
    }

    /** Something has moved, or may be late sooner than was known: the next sweep is to look. */
    void stir() {
        stirred = true;
        if (sleeps && nextSweep != null) {
            nextSweep.cancel(false);
            sweepIn(SWEEP);
        }
    }

    private void sweepIn(long time) {
        sleeps = time > SWEEP;
        pace.expect(System.nanoTime() + time);
        nextSweep = loop.schedule(this::sweep, time, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        long now = System.nanoTime();
        pace.tick(now);
        sleeps = false; // what it ends now may stir it
        boolean moved = stirred;
        try {
            if (moved || now - nextLook >= 0) {
                look(now);
            }
        } finally {
            sweepIn(moved ? SWEEP : Math.clamp(nextLook - now, SWEEP, LONGEST_SLEEP));
        }
    }

    private void look(long now) {
        stirred = false;
        long rest = LONGEST_REST;
        for (int i = connections.size() - 1; i >= 0; i--) {
            // ending one moves the last, which was swept already, into its place
            rest = Math.min(rest, connections.get(i).sweep(now));
        }
        nextLook = now + rest;
    }
}
