package dev.culvert.engine;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HttpExchange;
import java.util.function.Consumer;

/**
 * Hears of connections. Called on the event loop that carries the connection: it must not block, wait or throw, and it
 * hands over whatever takes time.
 */
public interface ConnectionListener {

    /** A connection has ended. Told exactly once for every connection that was accepted, with its final counters. */
    void closed(ClosedConnection connection);

    /**
     * A request of a connection has ended: it was answered, refused or broken off. Told exactly once for every request that
     * has begun, in the order of the connection's requests, and before the connection's own end.
     */
    void requestCompleted(HttpExchange exchange);

    /** Tells the two apart for those that have a place for each. */
    static ConnectionListener of(Consumer<ClosedConnection> closed, Consumer<HttpExchange> requests) {
        return new ConnectionListener() {
            @Override
            public void closed(ClosedConnection connection) {
                closed.accept(connection);
            }

            @Override
            public void requestCompleted(HttpExchange exchange) {
                requests.accept(exchange);
            }
        };
    }
}
