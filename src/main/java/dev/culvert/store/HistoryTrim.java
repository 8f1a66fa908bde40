package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Forgets the oldest connections, a block of rows in a transaction. One thread at a time. */
final class HistoryTrim {

    private static final int ROWS = HistoryPart.BLOCK_ROWS;

    /** So many pages are given back at once. */
    private static final int PAGES = 256;

    /** Free room that is kept for what comes next: an eighth of the file. */
    private static final long KEPT_PART = 8;

    private static final long KEPT_PAGES = 1_024;

    static final String BLOCK = """
            select count(*), max(id), min(started_at), coalesce(sum(started_at + lasted_us < ?), 0)
            from (select id, started_at, lasted_us from history where id > ? order by id limit ?)
            """;

    private static final String WANTED = "id > ? and id <= ? and started_at + lasted_us < ?";

    /** Parts without rows. */
    private static final String EMPTY = "last_id < coalesce((select min(id) from history), " + Long.MAX_VALUE + ")";

    private static final String PAIRS_OF_NO_PART = "delete from history_pairs where block < " + HistoryPart.BLOCKS
            + " * coalesce((select min(no) from history_part), " + Long.MAX_VALUE / HistoryPart.BLOCKS + ")";

    private final Connection database;

    HistoryTrim(Connection database) {
        this.database = database;
    }

    long usedBytes() throws SQLException {
        return (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");
    }

    /** Forgets some that ended before a time; false if there is none. Those that began long before they ended are passed over. */
    boolean older(long limit) throws SQLException {
        long after = Long.MIN_VALUE;
        try (PreparedStatement block = database.prepareStatement(BLOCK)) {
            while (true) {
                block.setLong(1, limit);
                block.setLong(2, after);
                block.setInt(3, ROWS);
                try (ResultSet row = block.executeQuery()) {
                    if (row.getLong(1) == 0 || row.getLong(3) >= limit) {
                        return false;
                    }
                    long last = row.getLong(2);
                    if (row.getLong(4) > 0) {
                        forget(after, last, limit);
                        return true;
                    }
                    after = last;
                }
            }
        }
    }

    /** Forgets some of the oldest; false if there is none. */
    boolean oldest() throws SQLException {
        OptionalLong last = lastOfOldest();
        if (last.isPresent()) {
            forget(Long.MIN_VALUE, last.getAsLong(), Long.MAX_VALUE);
        }
        return last.isPresent();
    }

    /** When the oldest began; the end of time if there is none. */
    long oldestStart() throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery("select started_at from history order by id limit 1")) {
            return row.next() ? row.getLong(1) : Long.MAX_VALUE;
        }
    }

    private OptionalLong lastOfOldest() throws SQLException {
        try (PreparedStatement block = database.prepareStatement(BLOCK)) {
            block.setLong(1, Long.MAX_VALUE);
            block.setLong(2, Long.MIN_VALUE);
            block.setInt(3, ROWS);
            try (ResultSet row = block.executeQuery()) {
                return row.getLong(1) == 0 ? OptionalLong.empty() : OptionalLong.of(row.getLong(2));
            }
        }
    }

    private void forget(long after, long last, long limit) throws SQLException {
        String subtract = subtract();
        // from here on the first statement must write: a transaction that begins by reading could not go on to it
        database.setAutoCommit(false);
        try {
            change(subtract, after, last, limit);
            change("delete from history where " + WANTED, after, last, limit);
            try (var statement = database.createStatement()) {
                int unused = statement.executeUpdate("delete from history_minute where connections <= 0");
                int unusedToo = statement.executeUpdate(
                        "delete from history_index where part in (select no from history_part where " + EMPTY + ")");
                int unusedThird = statement.executeUpdate("delete from history_part where " + EMPTY);
                int unusedFourth = statement.executeUpdate(PAIRS_OF_NO_PART);
            }
            database.commit();
        } catch (SQLException e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private String subtract() throws SQLException {
        String refused = new Dictionary(database)
                .texts(HistoryCounting::isRefusal).stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "update history_minute set connections = connections - gone.n, refused = refused - gone.r from ("
                + "select started_at / " + MinuteCounts.MINUTE_US + " as m, count(*) as n, sum(reason in (" + refused
                + ")) as r from history where " + WANTED + " group by 1) as gone where minute = gone.m";
    }

    private void change(String sql, long after, long last, long limit) throws SQLException {
        try (PreparedStatement change = database.prepareStatement(sql)) {
            change.setLong(1, after);
            change.setLong(2, last);
            change.setLong(3, limit);
            int unused = change.executeUpdate();
        }
    }

    /** Gives a little of the free room back; false if that is not worth it, or cannot be done with this file. */
    boolean giveBack() throws SQLException {
        long free = pragma("freelist_count");
        boolean isWorthIt = free > KEPT_PAGES && free > pragma("page_count") / KEPT_PART;
        if (!isWorthIt || pragma("auto_vacuum") != 2) {
            return false;
        }
        try (var statement = database.createStatement()) {
            // an update is run to its end; this one would else stop after each page
            int unused = statement.executeUpdate("pragma incremental_vacuum(" + PAGES + ")");
        }
        return pragma("freelist_count") < free;
    }

    private long pragma(String name) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery("pragma " + name)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
