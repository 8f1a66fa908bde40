package dev.culvert.gateway;

import dev.culvert.events.EventLog;
import dev.culvert.events.Meters;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.store.ClosedQuery;
import dev.culvert.store.ConnectionTable;
import java.util.List;
import java.util.Optional;

/** The connections that have ended. Reading waits for the disk, so never read on the JavaFX thread or an event loop. */
public final class History {

    private final ConnectionTable table;
    private final EventLog log;

    /** A history on disk, and the log that writes it. */
    public History(ConnectionTable table, EventLog log) {
        this.table = table;
        this.log = log;
    }

    /** The connections that a query asks for, the newest first. */
    public List<ClosedConnection> find(ClosedQuery query) {
        return table.find(query);
    }

    /** The connection with that id, if it has ended and has been written. */
    public Optional<ClosedConnection> get(ConnectionId id) {
        return table.get(id);
    }

    /** How many connections are kept. */
    public long count() {
        return table.count();
    }

    /** How many of them were refused. */
    public long countRefused() {
        return table.countRefused();
    }

    /** What was counted of the connections that have been written in this run. */
    public Meters meters() {
        return log.meters();
    }

    /** How many connections could not be kept in this run. */
    public long lost() {
        return log.lost();
    }

    /** Grows whenever connections have been added; does not wait. */
    public long version() {
        return log.written();
    }
}
