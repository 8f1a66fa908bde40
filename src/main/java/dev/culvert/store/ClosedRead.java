package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the connections that a query asks for. */
final class ClosedRead {

    private static final String COLUMNS = "select c.* from history h join closed_connection c on c.id = h.id";

    private ClosedRead() {}

    static List<ClosedConnection> find(Connection database, ClosedQuery query) throws SQLException {
        try (var search = new HistorySearch(database, query.filter())) {
            ConnectionId before = query.before();
            long below = before == null ? Long.MAX_VALUE : before.value();
            return query.order().equals(Order.NEWEST_FIRST)
                    ? newest(database, search, below, query.limit())
                    : sorted(database, search, below, query.order(), query.limit());
        }
    }

    private static List<ClosedConnection> newest(Connection database, HistorySearch search, long below, int limit)
            throws SQLException {
        List<ClosedConnection> found = new ArrayList<>();
        try (PreparedStatement rows = database.prepareStatement(newestSql(search.where()))) {
            search.ranges(below, (first, last) -> {
                bind(rows, first, last, search.where());
                rows.setInt(search.where().values().size() + 3, limit - found.size());
                read(rows, found);
                return found.size() < limit;
            });
        }
        return found;
    }

    /** Rows of one range, with the limit as last value. */
    static String newestSql(SqlCondition where) {
        return COLUMNS + " where h.id between ? and ? and (" + where.text() + ") order by h.id desc limit ?";
    }

    private static List<ClosedConnection> sorted(
            Connection database, HistorySearch search, long below, Order order, int limit) throws SQLException {
        SortedIds.make(database, search, below, order, limit);
        List<ClosedConnection> found = new ArrayList<>();
        try (PreparedStatement rows = database.prepareStatement(SortedIds.READ)) {
            rows.setLong(1, 0);
            rows.setLong(2, limit);
            read(rows, found);
        }
        return found;
    }

    static void read(PreparedStatement rows, List<ClosedConnection> found) throws SQLException {
        try (ResultSet row = rows.executeQuery()) {
            while (row.next()) {
                found.add(ClosedRows.connection(row));
            }
        }
    }

    static void bind(PreparedStatement rows, long first, long last, SqlCondition where) throws SQLException {
        rows.setLong(1, first);
        rows.setLong(2, last);
        int i = 3;
        for (Object value : where.values()) {
            rows.setObject(i++, value);
        }
    }
}
