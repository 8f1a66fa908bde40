package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HttpExchange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes closed connections and HTTP requests through one database connection that stays open, with nothing between them and JDBC: where
 * thousands of short connections end a second, their rows are a good part of what they cost. As long as it is open,
 * SQLite does not write its log back and delete it whenever another connection is closed. One thread at a time.
 */
final class ConnectionInsert implements AutoCloseable {

    private final Connection database;
    private final RowBatch plain;
    private final RowBatch full;
    private final Codes codes;
    private final MinuteCounts minutes;
    private final LateRows late;
    private final JournalInsert journal;
    private final RequestInsert requests;

    /** So many have been written since somebody took the count. */
    private volatile long fresh;

    /** Takes a database connection over. */
    ConnectionInsert(Connection database) throws SQLException {
        this.database = database;
        database.setAutoCommit(false);
        plain = RowBatch.plain(database);
        full = RowBatch.full(database);
        codes = new Codes(database);
        minutes = new MinuteCounts(database);
        late = new LateRows(database);
        journal = new JournalInsert(database);
        requests = new RequestInsert(database, codes);
    }

    /** Writes them in the order given, the requests first, all of them or, if it throws, none. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread at a time
    void all(List<ClosedConnection> connections, List<HttpExchange> exchanges) {
        if (connections.isEmpty() && exchanges.isEmpty()) {
            return;
        }
        long firstRequest = requests.nextId();
        try {
            insertRequests(exchanges);
            insertConnections(connections);
            database.commit();
            fresh += connections.size();
        } catch (SQLException e) {
            throw new StoreException(
                    "The history cannot be written: "
                            + rolledBack(e, firstRequest).getMessage(),
                    e);
        }
    }

    private SQLException rolledBack(SQLException cause, long firstRequest) {
        try {
            plain.forget();
            full.forget();
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
        return fresh;
    }

    private void insertConnections(List<ClosedConnection> connections) throws SQLException {
        if (connections.isEmpty()) {
            return;
        }
        List<IndexedRow> rows = new ArrayList<>(connections.size());
        for (ClosedConnection connection : connections) {
            IndexedRow row = indexed(connection);
            rows.add(row);
            (RowBatch.tellsMore(connection) ? full : plain)
                    .add(connection, row, codes.server(connection.server().getAddress()));
        }
        plain.write(minutes);
        full.write(minutes);
        minutes.write();
        late.write(rows);
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

    private IndexedRow indexed(ClosedConnection c) throws SQLException {
        String error = c.error();
        return new IndexedRow(
                c.id().value(),
                Micros.of(c.startedAt()),
                codes.endpoint(c.endpoint(), c.endpointName(), c.endpointUrl()),
                c.client().getAddress().getAddress(),
                codes.reason(c.reason()),
                IndexKind.total(c.bytesIn(), c.bytesOut()),
                codes.upstream(c.upstream()),
                codes.decision(c.decision()),
                error != null && !error.isEmpty());
    }
}
