package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes parts of blocks that have been written, and their index; and few blocks of many small ones. Blocks are read before the
 * transaction in which they are moved: nobody else takes blocks away. One thread at a time.
 */
final class HistorySeal {

    /** So many blocks that are too small for a part may lie about. */
    static final int MOST_SMALL = 64;

    /** Of so many connections a block must be to become one of a part. */
    static final int LEAST = ConnectionBlock.MOST / 2;

    private final Connection database;

    HistorySeal(Connection database) {
        this.database = database;
    }

    /**
     * Indexes the oldest blocks that are not indexed, if there are enough for a part, or else puts small ones together.
     *
     * @return whether a part was sealed
     */
    boolean next() throws SQLException {
        List<BlockPlace> small = new ArrayList<>();
        List<BlockPlace> others = new ArrayList<>();
        BlockPlace.fresh(database).forEach(block -> (block.span().connections() < LEAST ? small : others).add(block));
        if (others.size() >= HistoryPart.BLOCKS) {
            seal(others.subList(0, HistoryPart.BLOCKS));
            return true;
        }
        if (small.size() > MOST_SMALL) {
            merge(small);
        }
        return false;
    }

    private void merge(List<BlockPlace> small) throws SQLException {
        List<CodedConnection> rows = new ArrayList<>();
        for (BlockPlace block : small) {
            rows.addAll(block.rows(database));
        }
        inTransaction(() -> {
            delete(small);
            try (var insert = new FreshInsert(database)) {
                for (CodedConnection row : rows) {
                    insert.add(row);
                }
                insert.flush();
            }
        });
    }

    /** Blocks stay as they are, and only one of them is read at a time: what lives longer costs a full collection of garbage. */
    private void seal(List<BlockPlace> blocks) throws SQLException {
        var part = new NewPart(nextPart());
        for (BlockPlace block : blocks) {
            part.add(block, block.rows(database));
        }
        inTransaction(() -> {
            part.write(database);
            delete(blocks);
        });
    }

    private long nextPart() throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(no) + 1, 0) from history_part")) {
            return row.getLong(1);
        }
    }

    private interface Change {
        void make() throws SQLException;
    }

    /** It must not begin by reading. */
    private void inTransaction(Change change) throws SQLException {
        database.setAutoCommit(false);
        try {
            change.make();
            database.commit();
        } catch (SQLException e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private void delete(List<BlockPlace> blocks) throws SQLException {
        try (PreparedStatement delete = database.prepareStatement("delete from history_fresh where no = ?")) {
            for (BlockPlace block : blocks) {
                delete.setLong(1, block.key());
                delete.addBatch();
            }
            int[] unused = delete.executeBatch();
        }
    }
}
