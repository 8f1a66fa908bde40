package dev.culvert.engine;

import dev.culvert.model.ClosedConnection;

/**
 * Hears of connections. Called on the event loop that carries the connection: it must not block, wait or throw, and it
 * hands over whatever takes time.
 */
@FunctionalInterface
public interface ConnectionListener {

    /** A connection has ended. Told exactly once for every connection that was accepted, with its final counters. */
    void closed(ClosedConnection connection);
}
