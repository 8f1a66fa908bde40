package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Ids in an order that is not theirs, in a temporary table of one database connection. It lies in a file if it is large, and reading
 * it keeps no lock on the history.
 */
final class SortedIds {

    /** The connections after one place up to another, as far as they are still kept. */
    static final String READ = """
            select c.* from temp.sorted s cross join closed_connection c on c.id = s.id
            where s.place > ? and s.place <= ? order by s.place
            """;

    private SortedIds() {}

    static void make(Connection database, HistorySearch search, long below, Order order, int limit)
            throws SQLException {
        try (var statement = database.createStatement()) {
            boolean unused = statement.execute("create temp table ranges (first integer, last integer)");
            boolean unusedToo = statement.execute("create temp table sorted (place integer primary key, id integer)");
        }
        try (PreparedStatement range = database.prepareStatement("insert into temp.ranges values (?, ?)")) {
            search.ranges(below, (first, last) -> {
                range.setLong(1, first);
                range.setLong(2, last);
                range.addBatch();
                return true;
            });
            int[] unused = range.executeBatch();
        }
        SqlCondition where = search.where();
        String sql = "insert into temp.sorted (id) select c.id from temp.ranges r cross join history h"
                + " join closed_connection c on c.id = h.id where h.id between r.first and r.last and (" + where.text()
                + ") order by " + order.sql() + " limit ?";
        try (PreparedStatement fill = database.prepareStatement(sql)) {
            int i = 1;
            for (Object value : where.values()) {
                fill.setObject(i++, value);
            }
            fill.setInt(i, limit);
            int unused = fill.executeUpdate();
        }
    }
}
