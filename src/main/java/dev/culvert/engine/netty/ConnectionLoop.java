package dev.culvert.engine.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop, and the sweep that looks at all of them once a second for time-outs. One timer a
 * loop, whatever the number of connections. On that event loop only.
 */
final class ConnectionLoop {

    private final EventLoop loop;
    private final int index;
    private final List<Connection> connections = new ArrayList<>();

    ConnectionLoop(EventLoop loop, int index) {
        this.loop = loop;
        this.index = index;
    }

    /** Begins to sweep. From any thread. */
    Future<?> begin() {
        return loop.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    EventLoop eventLoop() {
        return loop;
    }

    int index() {
        return index;
    }

    void add(Connection connection) {
        connection.setSlot(connections.size());
        connections.add(connection);
    }

    void remove(Connection connection) {
        Connection last = connections.removeLast();
        if (last != connection) {
            connections.set(connection.slot(), last);
            last.setSlot(connection.slot());
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (int i = connections.size() - 1; i >= 0; i--) {
            // ending one moves the last, which was swept already, into its place
            connections.get(i).sweep(now);
        }
    }
}
