package dev.culvert.engine.netty;

import dev.culvert.engine.ConnectionListener;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.HttpExchange;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connections of all event loops, and the one place where an end is told. Any thread. */
final class ConnectionRegistry {

    private static final Logger log = LoggerFactory.getLogger(ConnectionRegistry.class);

    private final ConcurrentMap<ConnectionId, Connection> open = new ConcurrentHashMap<>();
    private final Collection<Connection> view = Collections.unmodifiableCollection(open.values());
    private final ConnectionListener listener;

    ConnectionRegistry(ConnectionListener listener) {
        this.listener = listener;
    }

    void add(Connection connection) {
        open.put(connection.id(), connection);
    }

    /** Strikes a connection out and tells its end. Whatever the listener does, the engine goes on. */
    void remove(ClosedConnection connection) {
        open.remove(connection.id());
        try {
            listener.closed(connection);
        } catch (Throwable e) {
            log.error("The end of the connection {} could not be told.", connection.id(), e);
        }
    }

    /** Tells that a request of a connection has ended. Whatever the listener does, the engine goes on. */
    void completed(HttpExchange exchange) {
        try {
            listener.requestCompleted(exchange);
        } catch (Throwable e) {
            log.error("The request {} could not be told.", exchange.id(), e);
        }
    }

    Collection<Connection> all() {
        return view;
    }

    boolean kill(ConnectionId id) {
        Connection connection = open.get(id);
        return connection != null && connection.end(CloseReason.KILLED, null);
    }

    /** Ends all that match because their endpoint stops. */
    void stop(Predicate<Connection> which) {
        open.values().stream().filter(which).forEach(c -> c.end(CloseReason.ENDPOINT_STOPPED, null));
    }
}
