package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.filter.ConnectionFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/** The connections that have ended. */
public final class ConnectionTable {

    private static final String OLDEST = """
            select min(first_id)
            from (select first_id from history_fresh union all select first_id from history_part)
            """;

    private final Jdbi jdbi;
    private final ConnectionInsert insert;

    ConnectionTable(Jdbi jdbi, ConnectionInsert insert) {
        this.jdbi = jdbi;
        this.insert = insert;
    }

    /** Keeps connections, all of them or, if it throws, none. Called by one thread at a time. */
    public void append(List<ClosedConnection> connections) {
        append(connections, List.of());
    }

    /**
     * Keeps connections and HTTP requests, all of them or, if it throws, none. Called by one thread at a time.
     *
     * @param requests best with the requests of a connection one after the other
     */
    public void append(List<ClosedConnection> connections, List<HttpExchange> requests) {
        insert.all(connections, requests);
    }

    /** The connections that a query asks for. */
    public List<ClosedConnection> find(ClosedQuery query) {
        return HistoryReading.of(jdbi, database -> ClosedRead.find(database, query));
    }

    /**
     * Gives every connection that meets a filter to a receiver, in that order, as they were when it began; at most two
     * thousand are in memory, and no lock is held while the receiver works.
     *
     * @param receiver answers whether it wants more
     */
    public void each(ConnectionFilter filter, Order order, Predicate<ClosedConnection> receiver) {
        ClosedStream.each(jdbi, filter, order, receiver);
    }

    /** The connection with that id, if it has ended. */
    public Optional<ClosedConnection> get(ConnectionId id) {
        return HistoryReading.of(
                jdbi,
                database -> Optional.ofNullable(
                        ClosedRead.of(database, Set.of(id.value())).get(id.value())));
    }

    /** The smallest id that is kept; empty if there is none. What is older has been forgotten. */
    public Optional<ConnectionId> oldestKept() {
        return jdbi.withHandle(
                h -> h.createQuery(OLDEST).mapTo(Long.class).findOne().map(ConnectionId::new));
    }

    /** How many are kept. */
    public long count() {
        return sum("connections");
    }

    /** How many of those that are kept were refused. */
    public long countRefused() {
        return sum("refused");
    }

    private long sum(String column) {
        return jdbi.withHandle(h -> h.createQuery("select coalesce(sum(" + column + "), 0) from history_minute")
                .mapTo(Long.class)
                .one());
    }

    /**
     * Counts the connections that meet a filter, by when they started.
     *
     * @param span which times are counted, and how finely
     * @param isCancelled asked now and then; what has been counted until then is answered
     */
    public HistoryCounts counts(ConnectionFilter filter, HistorySpan span, BooleanSupplier isCancelled) {
        return HistoryReading.of(jdbi, database -> HistoryCounting.count(database, filter, span, isCancelled));
    }

    /** When the first and the last connection that are kept started, to the minute; empty if there is none. */
    public Optional<HistorySpan> extent() {
        return HistoryReading.of(jdbi, HistoryCounting::extent);
    }
}
