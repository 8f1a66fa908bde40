package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.Upstream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;

/**
 * Writes closed connections through one database connection that stays open, with nothing between them and JDBC: where
 * thousands of short connections end a second, their rows are a good part of what they cost. As long as it is open,
 * SQLite does not write its log back and delete it whenever another connection is closed. One thread at a time.
 */
final class ConnectionInsert implements AutoCloseable {

    private static final String INSERT = """
            insert or ignore into closed_connection (id, endpoint_id, endpoint_name, endpoint_url, client_ip, client_port,
                server_ip, server_port, upstream, started_at, ended_at, connect_us, bytes_in, bytes_out, reason, error,
                rule, action, network, handed_to, reports, logs)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Connection database;
    private final PreparedStatement row;
    private final JournalInsert journal;

    /** Takes a database connection over. */
    ConnectionInsert(Connection database) throws SQLException {
        this.database = database;
        database.setAutoCommit(false);
        row = database.prepareStatement(INSERT);
        journal = new JournalInsert(database);
    }

    /** Writes them in the order given, all of them or, if it throws, none. */
    void all(List<ClosedConnection> connections) {
        try {
            insert(connections);
        } catch (SQLException e) {
            throw new StoreException("The closed connections cannot be written: " + e.getMessage(), e);
        }
    }

    private void insert(List<ClosedConnection> connections) throws SQLException {
        try {
            for (ClosedConnection connection : connections) {
                bind(row, connection);
                row.addBatch();
            }
            int[] unused = row.executeBatch();
            journal.append(connections);
            database.commit();
        } catch (SQLException e) {
            row.clearBatch();
            database.rollback();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new StoreException("The database does not close: " + e.getMessage(), e);
        }
    }

    private static void bind(PreparedStatement row, ClosedConnection c) throws SQLException {
        Upstream upstream = c.upstream();
        Duration connect = c.connectTime();
        DecisionRecord decision = c.decision();
        int i = 1;
        row.setLong(i++, c.id().value());
        row.setString(i++, c.endpoint().value());
        row.setString(i++, c.endpointName());
        row.setString(i++, c.endpointUrl());
        row.setString(i++, c.client().getAddress().getHostAddress());
        row.setInt(i++, c.client().getPort());
        row.setString(i++, c.server().getAddress().getHostAddress());
        row.setInt(i++, c.server().getPort());
        row.setString(i++, upstream == null ? null : upstream.url());
        row.setLong(i++, Micros.of(c.startedAt()));
        row.setLong(i++, Micros.of(c.endedAt()));
        if (connect == null) {
            row.setNull(i++, Types.INTEGER);
        } else {
            row.setLong(i++, connect.toNanos() / 1000);
        }
        row.setLong(i++, c.bytesIn());
        row.setLong(i++, c.bytesOut());
        row.setString(i++, c.reason().wireName());
        row.setString(i++, c.error());
        row.setString(i++, decision.rule());
        row.setString(i++, decision.action());
        row.setString(i++, decision.network());
        row.setString(i++, lines(decision.handedTo()));
        row.setString(i++, lines(decision.reports()));
        row.setString(i, lines(decision.logs()));
    }

    /** One entry a line; none has more than one line of its own, since names and JSON are written on one. */
    private static String lines(List<String> entries) {
        return entries.isEmpty()
                ? ""
                : String.join(
                        "\n", entries.stream().map(e -> e.replace('\n', ' ')).toList());
    }
}
