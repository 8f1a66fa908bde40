package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Forgets the oldest HTTP requests, a block in a transaction. They lie in the order of their ends. One thread at a time. */
final class RequestTrim {

    private static final String OLDEST =
            "select first, rows, started_from, ended_to from http_block order by first limit 1";

    private static final String FORGET_RUN =
            "delete from http_run where connection = ? and first_number = ? and first = ?";

    private final Connection database;

    RequestTrim(Connection database) {
        this.database = database;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Block(long first, byte[] rows, long startedFrom, long endedTo) {}

    /** Forgets some, if all of them ended before a time; false if there is none. */
    boolean older(long limit) throws SQLException {
        Optional<Block> oldest = oldestBlock().filter(b -> b.endedTo() < limit);
        if (oldest.isPresent()) {
            forget(oldest.get());
        }
        return oldest.isPresent();
    }

    /** Forgets some; false if there is none. */
    boolean oldest() throws SQLException {
        return older(Long.MAX_VALUE);
    }

    /** When the oldest began; the end of time if there is none. */
    long oldestStart() throws SQLException {
        return oldestBlock().map(Block::startedFrom).orElse(Long.MAX_VALUE);
    }

    private Optional<Block> oldestBlock() throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery(OLDEST)) {
            return row.next()
                    ? Optional.of(new Block(row.getLong(1), row.getBytes(2), row.getLong(3), row.getLong(4)))
                    : Optional.empty();
        }
    }

    private void forget(Block block) throws SQLException {
        database.setAutoCommit(false);
        try (PreparedStatement rows = database.prepareStatement("delete from http_block where first = ?");
                PreparedStatement runs = database.prepareStatement(FORGET_RUN)) {
            rows.setLong(1, block.first());
            int unused = rows.executeUpdate(); // before anything is read, or it could not go on to write
            long first = block.first();
            for (RequestBlock.Run run : RequestBlock.read(block.rows(), new CodedTexts(database))) {
                runs.setLong(1, run.connection().value());
                runs.setLong(2, run.firstNumber());
                runs.setLong(3, first);
                runs.addBatch();
                first += run.requests().size();
            }
            int[] unusedToo = runs.executeBatch();
            database.commit();
        } catch (SQLException e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }
}
