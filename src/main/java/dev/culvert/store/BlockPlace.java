package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a block of connections lies.
 *
 * @param isFresh whether it is not indexed yet
 * @param key its key in {@code history_fresh}, or else in {@code history_block}
 */
record BlockPlace(boolean isFresh, long key, BlockSpan span) {

    private static final String FRESH = "select no, " + BlockSpan.COLUMNS + " from history_fresh order by no";

    /** Those that are not indexed yet, in the order of their writing. */
    static List<BlockPlace> fresh(Connection database) throws SQLException {
        List<BlockPlace> fresh = new ArrayList<>();
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery(FRESH)) {
            while (row.next()) {
                fresh.add(new BlockPlace(true, row.getLong(1), BlockSpan.read(row)));
            }
        }
        return fresh;
    }

    /** Its rows; none if it has been forgotten. */
    List<CodedConnection> rows(Connection database) throws SQLException {
        String sql = isFresh
                ? "select rows from history_fresh where no = ?"
                : "select rows from history_block where block = ?";
        try (PreparedStatement select = database.prepareStatement(sql)) {
            select.setLong(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? ConnectionBlock.read(row.getBytes(1)) : List.of();
            }
        }
    }
}
