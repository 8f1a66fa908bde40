package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.Upstream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes closed connections and HTTP requests through one database connection that stays open, with nothing between them and JDBC: where
 * thousands of short connections end a second, their rows are a good part of what they cost. As long as it is open,
 * SQLite does not write its log back and delete it whenever another connection is closed. One thread at a time.
 */
final class ConnectionInsert implements AutoCloseable {

    private static final String INSERT = """
            insert or ignore into history (id, endpoint, client, client_port, server, server_port, upstream, started_at,
                lasted_us, connect_us, bytes_in, bytes_out, reason, decision, error, handed_to, reports, logs,
                sniff_us)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Connection database;
    private final PreparedStatement row;
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
        row = database.prepareStatement(INSERT);
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
            row.clearBatch();
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
            rows.add(bind(connection));
            row.addBatch();
        }
        int[] inserted = row.executeBatch();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] != 0) {
                minutes.add(rows.get(i).startedAt(), connections.get(i).reason().isRefusal());
            }
        }
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

    private IndexedRow bind(ClosedConnection c) throws SQLException {
        Upstream upstream = c.upstream();
        DecisionRecord decision = c.decision();
        String error = c.error();
        var indexed = new IndexedRow(
                c.id().value(),
                Micros.of(c.startedAt()),
                codes.endpoint(c.endpoint(), c.endpointName(), c.endpointUrl()),
                c.client().getAddress().getAddress(),
                codes.text(c.reason().wireName()),
                IndexKind.total(c.bytesIn(), c.bytesOut()),
                upstream == null ? 0 : codes.text(upstream.url()),
                codes.decision(decision),
                error != null && !error.isEmpty());
        int i = 1;
        row.setLong(i++, indexed.id());
        row.setLong(i++, indexed.endpoint());
        row.setBytes(i++, indexed.client());
        row.setInt(i++, c.client().getPort());
        row.setLong(i++, codes.text(c.server().getAddress().getHostAddress()));
        row.setInt(i++, c.server().getPort());
        row.setLong(i++, indexed.upstream());
        row.setLong(i++, indexed.startedAt());
        row.setLong(i++, Micros.of(c.endedAt()) - indexed.startedAt());
        setMicros(row, i++, c.connectTime());
        row.setLong(i++, c.bytesIn());
        row.setLong(i++, c.bytesOut());
        row.setLong(i++, indexed.reason());
        row.setLong(i++, indexed.decision());
        row.setString(i++, indexed.hasError() ? error : null);
        row.setString(i++, lines(decision.handedTo()));
        row.setString(i++, lines(decision.reports()));
        row.setString(i++, lines(decision.logs()));
        setMicros(row, i, c.sniffTime());
        return indexed;
    }

    static void setMicros(PreparedStatement row, int place, @Nullable Duration time) throws SQLException {
        if (time == null) {
            row.setNull(place, Types.INTEGER);
        } else {
            row.setLong(place, time.toNanos() / 1000);
        }
    }

    /** One entry a line; none has more than one line of its own, since names and JSON are written on one. */
    static @Nullable String lines(List<String> entries) {
        return entries.isEmpty()
                ? null
                : String.join(
                        "\n", entries.stream().map(e -> e.replace('\n', ' ')).toList());
    }
}
