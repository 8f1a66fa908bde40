package dev.culvert.gateway;

import dev.culvert.events.EventLog;
import dev.culvert.events.Meters;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.ClosedQuery;
import dev.culvert.store.ConnectionTable;
import dev.culvert.store.HistoryCounts;
import dev.culvert.store.HistorySpan;
import dev.culvert.store.Order;
import dev.culvert.store.RequestTable;
import dev.culvert.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The connections that have ended. Reading waits for the disk, so never read on the JavaFX thread or an event loop. */
public final class History {

    private final ConnectionTable table;
    private final RequestTable requests;
    private final EventLog log;

    /** A history on disk, and the log that writes it. */
    public History(Store store, EventLog log) {
        this.table = store.connections();
        this.requests = store.requests();
        this.log = log;
    }

    /** The connections that a query asks for, the newest first. */
    public List<ClosedConnection> find(ClosedQuery query) {
        return table.find(query);
    }

    /**
     * Gives every connection that meets a filter to a receiver, a few at a time.
     *
     * @param receiver answers whether it wants more
     */
    public void each(ConnectionFilter filter, Order order, Predicate<ClosedConnection> receiver) {
        table.each(filter, order, receiver);
    }

    /**
     * Counts the connections that meet a filter, by when they started.
     *
     * @param isCancelled asked now and then; what has been counted until then is answered
     */
    public HistoryCounts counts(ConnectionFilter filter, HistorySpan span, BooleanSupplier isCancelled) {
        return table.counts(filter, span, isCancelled);
    }

    /** From when to when connections are kept, to the minute; empty if there is none. */
    public Optional<HistorySpan> extent() {
        return table.extent();
    }

    /** The smallest id that is kept; empty if there is none. What is older has been forgotten. */
    public Optional<ConnectionId> oldestKept() {
        return table.oldestKept();
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

    /** How many HTTP requests have been written in this run; does not wait. */
    public long writtenRequests() {
        return log.writtenRequests();
    }

    /** How many connections could not be kept in this run. */
    public long lost() {
        return log.lost();
    }

    /** How many HTTP requests could not be kept in this run. */
    public long lostRequests() {
        return log.lostRequests();
    }

    /**
     * The HTTP requests of a connection that are kept, the latest first.
     *
     * @param before only those with a smaller number; {@link Long#MAX_VALUE} for all
     * @param limit so many at the most
     */
    public List<HttpExchange> requests(ConnectionId connection, long before, int limit) {
        return requests.of(connection, before, limit);
    }

    /** How many HTTP requests of a connection are kept. */
    public long requestCount(ConnectionId connection) {
        return requests.count(connection);
    }

    /** Grows whenever connections have been added; does not wait. */
    public long version() {
        return log.written();
    }
}
