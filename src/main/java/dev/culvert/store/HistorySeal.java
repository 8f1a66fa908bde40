package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes parts of rows that have settled, and their index. A part is read without a transaction and written in one; if rows came
 * between the two, it is done again later. One thread at a time.
 */
final class HistorySeal {

    static final String ROWS = """
            select id, started_at, endpoint, client, reason, bytes_in, bytes_out, upstream, decision, error is not null
            from history where id > ? order by id limit ?
            """;

    private static final String LAST = "select started_at from history where id > ? order by id limit 1 offset ?";

    private final Connection database;

    HistorySeal(Connection database) {
        this.database = database;
    }

    /**
     * Seals the oldest rows that are not sealed, if there are enough of them.
     *
     * @param settled only if the last of them started before that, in microseconds
     * @return whether a part was sealed
     */
    boolean next(long settled) throws SQLException {
        long no = 0;
        long after = Long.MIN_VALUE;
        try (var statement = database.createStatement();
                ResultSet last = statement.executeQuery("select max(no), last_id from history_part")) {
            long found = last.getLong(1);
            if (!last.wasNull()) {
                no = found + 1;
                after = last.getLong(2);
            }
        }
        if (!hasSettled(after, settled)) {
            return false;
        }
        List<IndexedRow> rows = rows(after);
        long[] ends = new long[HistoryPart.BLOCKS];
        var build = new IndexBuild();
        PairFilter[] pairs = new PairFilter[HistoryPart.BLOCKS];
        Arrays.setAll(pairs, i -> PairFilter.empty());
        for (int i = 0; i < rows.size(); i++) {
            int block = i / HistoryPart.BLOCK_ROWS;
            ends[block] = rows.get(i).id();
            build.add(rows.get(i), 1L << block);
            pairs[block].add(rows.get(i));
        }
        return write(no, after, rows, ends, build, pairs);
    }

    /** Whether there is a whole part, and its last row is old enough; that is found out without reading them. */
    private boolean hasSettled(long after, long settled) throws SQLException {
        try (PreparedStatement last = database.prepareStatement(LAST)) {
            last.setLong(1, after);
            last.setInt(2, HistoryPart.ROWS - 1);
            try (ResultSet row = last.executeQuery()) {
                return row.next() && row.getLong(1) < settled;
            }
        }
    }

    private List<IndexedRow> rows(long after) throws SQLException {
        List<IndexedRow> rows = new ArrayList<>(HistoryPart.ROWS);
        try (PreparedStatement select = database.prepareStatement(ROWS)) {
            select.setLong(1, after);
            select.setInt(2, HistoryPart.ROWS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new IndexedRow(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getBytes(4),
                            row.getLong(5),
                            IndexKind.total(row.getLong(6), row.getLong(7)),
                            row.getLong(8),
                            row.getLong(9),
                            row.getBoolean(10)));
                }
            }
        }
        return rows;
    }

    private boolean write(long no, long after, List<IndexedRow> rows, long[] ends, IndexBuild build, PairFilter[] pairs)
            throws SQLException {
        database.setAutoCommit(false);
        try (PreparedStatement enter = database.prepareStatement(IndexBuild.ENTER);
                PreparedStatement part = database.prepareStatement("insert into history_part values (?, ?, ?, ?, ?)")) {
            part.setLong(1, no);
            part.setLong(2, ends[ends.length - 1]);
            part.setLong(3, rows.stream().mapToLong(IndexedRow::startedAt).min().orElseThrow());
            part.setLong(4, rows.stream().mapToLong(IndexedRow::startedAt).max().orElseThrow());
            part.setBytes(5, HistoryPart.bytes(ends));
            int unused = part.executeUpdate();
            boolean isWhole = count(after, ends[ends.length - 1]) == rows.size();
            if (isWhole) {
                build.write(enter, no);
                writePairs(no, pairs);
                database.commit();
            } else {
                database.rollback();
            }
            return isWhole;
        } catch (SQLException e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private void writePairs(long no, PairFilter[] pairs) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("insert into history_pairs values (?, ?)")) {
            for (int i = 0; i < pairs.length; i++) {
                insert.setLong(1, no * HistoryPart.BLOCKS + i);
                insert.setBytes(2, pairs[i].bytes());
                insert.addBatch();
            }
            int[] unused = insert.executeBatch();
        }
    }

    private long count(long after, long last) throws SQLException {
        try (PreparedStatement count =
                database.prepareStatement("select count(*) from history where id > ? and id <= ?")) {
            count.setLong(1, after);
            count.setLong(2, last);
            return count.executeQuery().getLong(1);
        }
    }
}
