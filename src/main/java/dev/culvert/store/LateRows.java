package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Enters rows into the index whose part is indexed already: connections that were open for so long that those that began
 * after them have been sealed.
 */
final class LateRows {

    private static final String PART =
            "select no, started_from, started_to, block_ends from history_part where last_id >= ? order by no limit 1";

    private static final String WIDEN =
            "update history_part set started_from = min(started_from, ?), started_to = max(started_to, ?) where no = ?";

    private final PreparedStatement sealed;
    private final PreparedStatement part;
    private final PreparedStatement widen;
    private final PreparedStatement enter;
    private final PreparedStatement forgetPairs;

    LateRows(Connection database) throws SQLException {
        sealed = database.prepareStatement("select max(no), last_id from history_part");
        part = database.prepareStatement(PART);
        widen = database.prepareStatement(WIDEN);
        enter = database.prepareStatement(IndexBuild.ENTER);
        forgetPairs = database.prepareStatement("delete from history_pairs where block = ?");
    }

    /** In the transaction that wrote the rows, after them: it must not begin by reading. */
    void write(List<IndexedRow> rows) throws SQLException {
        long last;
        try (ResultSet found = sealed.executeQuery()) {
            found.next();
            long id = found.getLong(2);
            last = found.wasNull() ? Long.MIN_VALUE : id;
        }
        for (IndexedRow row : rows) {
            if (row.id() <= last) {
                enter(row);
            }
        }
    }

    private void enter(IndexedRow row) throws SQLException {
        HistoryPart found = part(row.id());
        int block = found.block(row.id());
        long bit = 1L << block;
        var build = new IndexBuild();
        build.add(row, bit);
        build.write(enter, found.no());
        widen.setLong(1, row.startedAt());
        widen.setLong(2, row.startedAt());
        widen.setLong(3, found.no());
        int unused = widen.executeUpdate();
        // cheaper than to read, change and write them; the block is looked through from now on
        forgetPairs.setLong(1, found.no() * HistoryPart.BLOCKS + block);
        int unusedToo = forgetPairs.executeUpdate();
    }

    private HistoryPart part(long id) throws SQLException {
        part.setLong(1, id);
        try (ResultSet found = part.executeQuery()) {
            found.next();
            return HistoryPart.read(found, Long.MIN_VALUE);
        }
    }
}
