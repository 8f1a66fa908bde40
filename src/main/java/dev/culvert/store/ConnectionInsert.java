package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HttpExchange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes closed connections and HTTP requests through one database connection that stays open, with nothing between them and JDBC: where
 * thousands of short connections end a second, what is written of them is a good part of what they cost. As long as it is open,
 * SQLite does not write its log back and delete it whenever another connection is closed. One thread at a time.
 */
final class ConnectionInsert implements AutoCloseable {

    private final Connection database;
    private final FreshInsert fresh;
    private final Codes codes;
    private final MinuteCounts minutes;
    private final JournalInsert journal;
    private final RequestInsert requests;
    private long[] latest = {}; // not the connections themselves: each collection of garbage would copy them

    /** So many have been written since the start. */
    private volatile long written;

    /** Takes a database connection over. */
    ConnectionInsert(Connection database) throws SQLException {
        this.database = database;
        database.setAutoCommit(false);
        fresh = new FreshInsert(database);
        codes = new Codes(database);
        minutes = new MinuteCounts(database);
        journal = new JournalInsert(database);
        requests = new RequestInsert(database, codes);
    }

    /**
     * Writes them, the requests first, all of them or, if it throws, none. Connections that were in the batch before are left
     * out: the log tries a batch again when it is written and something after that fails.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread at a time
    void all(List<ClosedConnection> connections, List<HttpExchange> exchanges) {
        List<ClosedConnection> wanted = unwritten(connections);
        if (wanted.isEmpty() && exchanges.isEmpty()) {
            return;
        }
        long firstRequest = requests.nextId();
        try {
            insertRequests(exchanges);
            insertConnections(wanted);
            database.commit();
            latest = wanted.isEmpty()
                    ? latest
                    : wanted.stream().mapToLong(c -> c.id().value()).toArray();
            written += wanted.size();
        } catch (SQLException e) {
            throw new StoreException(
                    "The history cannot be written: "
                            + rolledBack(e, firstRequest).getMessage(),
                    e);
        }
    }

    private List<ClosedConnection> unwritten(List<ClosedConnection> connections) {
        boolean mayBeTheSame = !connections.isEmpty()
                && latest.length > 0
                && connections.getFirst().id().value() == latest[0];
        if (!mayBeTheSame) {
            return connections;
        }
        Set<Long> known = Arrays.stream(latest).boxed().collect(Collectors.toSet());
        return connections.stream().filter(c -> !known.contains(c.id().value())).toList();
    }

    private SQLException rolledBack(SQLException cause, long firstRequest) {
        try {
            fresh.forget();
            requests.forget(firstRequest);
            minutes.forget();
            codes.forget();
            database.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    private void insertRequests(List<HttpExchange> exchanges) throws SQLException {
        if (!exchanges.isEmpty()) {
            journal.appendRequests(requests.append(exchanges), exchanges.size());
        }
    }

    /** How many have been written since the start. */
    long written() {
        return written;
    }

    private void insertConnections(List<ClosedConnection> connections) throws SQLException {
        for (ClosedConnection connection : connections) {
            CodedConnection row = CodedConnection.of(connection, codes);
            fresh.add(row);
            minutes.add(row.startedAt(), connection.reason().isRefusal());
        }
        fresh.flush();
        minutes.write();
        journal.append(connections);
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new StoreException("The database does not close: " + e.getMessage(), e);
        }
    }
}
