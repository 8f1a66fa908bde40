package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Forgets the oldest HTTP requests, a block of rows in a transaction. They lie in the order of their ends. One thread at a time. */
final class RequestTrim {

    private static final String BLOCK = """
            select max(id), min(started_at), coalesce(sum(started_at + lasted_us < ?), 0)
            from (select id, started_at, lasted_us from http_request order by id limit ?)
            """;

    private static final String FORGET = "delete from http_request where id <= ? and started_at + lasted_us < ?";

    private static final String FORGET_RUNS = """
            delete from http_run
            where first <= ? and first + requests <= coalesce((select min(id) from http_request), 9223372036854775807)
            """;

    private final Connection database;

    RequestTrim(Connection database) {
        this.database = database;
    }

    /** The oldest ones, as many as are forgotten at once, and how many of them ended before a time. */
    private record Block(long lastId, long firstStart, long old) {}

    /** Forgets some that ended before a time; false if there is none. */
    boolean older(long limit) throws SQLException {
        Block block = oldestBlock(limit);
        if (block.old() > 0) {
            forget(block.lastId(), limit);
        }
        return block.old() > 0;
    }

    /** Forgets some; false if there is none. */
    boolean oldest() throws SQLException {
        return older(Long.MAX_VALUE);
    }

    /** When the oldest began; the end of time if there is none. */
    long oldestStart() throws SQLException {
        Block block = oldestBlock(Long.MAX_VALUE);
        return block.old() == 0 ? Long.MAX_VALUE : block.firstStart();
    }

    private Block oldestBlock(long limit) throws SQLException {
        try (PreparedStatement block = database.prepareStatement(BLOCK)) {
            block.setLong(1, limit);
            block.setInt(2, HistoryPart.BLOCK_ROWS);
            try (ResultSet row = block.executeQuery()) {
                return new Block(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    private void forget(long lastId, long limit) throws SQLException {
        database.setAutoCommit(false);
        try (PreparedStatement rows = database.prepareStatement(FORGET);
                PreparedStatement runs = database.prepareStatement(FORGET_RUNS)) {
            rows.setLong(1, lastId);
            rows.setLong(2, limit);
            int unused = rows.executeUpdate();
            runs.setLong(1, lastId);
            int unusedToo = runs.executeUpdate();
            database.commit();
        } catch (SQLException e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }
}
