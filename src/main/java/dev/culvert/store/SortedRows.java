package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Any number of connections in an order that is not theirs: in a temporary table of one database connection, which lies in a file if
 * it is large. Reading it keeps no lock on the history.
 */
final class SortedRows {

    /** So many of them may be what connections are compared by. */
    private static final int MOST_KEYS = 3;

    private static final String FILL = "insert into temp.found (id, a, b, c, row) values (?, ?, ?, ?, ?)";
    private static final String READ = "select row from temp.sorted where place > ? and place <= ? order by place";

    private SortedRows() {}

    /** Copies what meets a filter, within a transaction. */
    static void fill(Connection database, HistorySearch search, Order order) throws SQLException {
        execute(database, "create temp table found (id integer primary key, a, b, c, row blob)");
        var writer = new ConnectionBlock.Writer();
        try (PreparedStatement fill = database.prepareStatement(FILL)) {
            search.each(target -> {
                List<Object> keys = SortKey.of(order, target).keys();
                fill.setLong(1, target.row().id());
                for (int i = 0; i < MOST_KEYS; i++) {
                    fill.setObject(2 + i, i < keys.size() ? keys.get(i) : null);
                }
                writer.add(target.row());
                fill.setBytes(2 + MOST_KEYS, writer.end());
                int unused = fill.executeUpdate();
            });
        }
    }

    /** Sorts what was copied. */
    static void sort(Connection database, Order order) throws SQLException {
        String direction = order.isDescending() ? " desc" : "";
        execute(database, "create temp table sorted (place integer primary key, row blob)");
        execute(
                database,
                "insert into temp.sorted (row) select row from temp.found order by a%1$s, b%1$s, c%1$s, id desc"
                        .formatted(direction));
        execute(database, "drop table temp.found");
    }

    /** Those after a place, so many at the most. */
    static List<ClosedConnection> after(Connection database, long place, int limit) throws SQLException {
        List<ClosedConnection> found = new ArrayList<>();
        var codes = new CodedTexts(database);
        try (PreparedStatement rows = database.prepareStatement(READ)) {
            rows.setLong(1, place);
            rows.setLong(2, place + limit);
            try (ResultSet row = rows.executeQuery()) {
                while (row.next()) {
                    for (CodedConnection one : ConnectionBlock.read(row.getBytes(1))) {
                        found.add(new DecodedConnection(one, codes).connection());
                    }
                }
            }
        }
        return found;
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }
}
