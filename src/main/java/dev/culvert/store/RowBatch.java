package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the history that are written together. Each value that is bound costs, and most connections have nothing to tell in
 * five of the columns, so there is a batch for those and one for the others.
 */
final class RowBatch {

    private static final String INSERT = """
            insert or ignore into history (id, endpoint, client, client_port, server, server_port, upstream, started_at,
                lasted_us, connect_us, bytes_in, bytes_out, reason, decision%s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?%s)
            """;

    private final PreparedStatement row;
    private final boolean tellsMore;
    private final List<IndexedRow> rows = new ArrayList<>();
    private final List<ClosedConnection> connections = new ArrayList<>();

    private RowBatch(Connection database, boolean tellsMore) throws SQLException {
        this.tellsMore = tellsMore;
        row = database.prepareStatement(
                tellsMore
                        ? INSERT.formatted(", error, handed_to, reports, logs, sniff_us", ", ?, ?, ?, ?, ?")
                        : INSERT.formatted("", ""));
    }

    /** Of connections that were neither failed, nor handed on, reported or logged by a policy, nor listened to for HTTP. */
    static RowBatch plain(Connection database) throws SQLException {
        return new RowBatch(database, false);
    }

    /** Of all others. */
    static RowBatch full(Connection database) throws SQLException {
        return new RowBatch(database, true);
    }

    static boolean tellsMore(ClosedConnection c) {
        String error = c.error();
        return (error != null && !error.isEmpty())
                || c.sniffTime() != null
                || !c.decision().handedTo().isEmpty()
                || !c.decision().reports().isEmpty()
                || !c.decision().logs().isEmpty();
    }

    void add(ClosedConnection c, IndexedRow indexed, long server) throws SQLException {
        int i = 1;
        row.setLong(i++, indexed.id());
        row.setLong(i++, indexed.endpoint());
        row.setBytes(i++, indexed.client());
        row.setInt(i++, c.client().getPort());
        row.setLong(i++, server);
        row.setInt(i++, c.server().getPort());
        row.setLong(i++, indexed.upstream());
        row.setLong(i++, indexed.startedAt());
        row.setLong(i++, Micros.of(c.endedAt()) - indexed.startedAt());
        Micros.set(row, i++, c.connectTime());
        row.setLong(i++, c.bytesIn());
        row.setLong(i++, c.bytesOut());
        row.setLong(i++, indexed.reason());
        row.setLong(i++, indexed.decision());
        if (tellsMore) {
            row.setString(i++, indexed.hasError() ? c.error() : null);
            row.setString(i++, lines(c.decision().handedTo()));
            row.setString(i++, lines(c.decision().reports()));
            row.setString(i++, lines(c.decision().logs()));
            Micros.set(row, i, c.sniffTime());
        }
        row.addBatch();
        rows.add(indexed);
        connections.add(c);
    }

    /** Writes them and counts those that were new; a row that is there already stays as it is. */
    void write(MinuteCounts minutes) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        int[] inserted = row.executeBatch();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] != 0) {
                minutes.add(rows.get(i).startedAt(), connections.get(i).reason().isRefusal());
            }
        }
        forget();
    }

    /** Drops what has not been written. */
    void forget() throws SQLException {
        row.clearBatch();
        rows.clear();
        connections.clear();
    }

    /** One entry a line; none has more than one line of its own, since names and JSON are written on one. */
    static @Nullable String lines(List<String> entries) {
        return entries.isEmpty()
                ? null
                : String.join(
                        "\n", entries.stream().map(e -> e.replace('\n', ' ')).toList());
    }
}
