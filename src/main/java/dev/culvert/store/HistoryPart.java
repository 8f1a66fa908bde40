package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Blocks of connections that the index knows. */
record HistoryPart(long no, BlockSpan span) {

    static final int BLOCK_ROWS = 512;
    static final int BLOCKS = Long.SIZE;
    static final int ROWS = BLOCK_ROWS * BLOCKS;

    private static final String ALL = "select no, " + BlockSpan.COLUMNS + " from history_part order by no";

    /** All parts, the oldest first. */
    static List<HistoryPart> all(Connection database) throws SQLException {
        List<HistoryPart> parts = new ArrayList<>();
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery(ALL)) {
            while (row.next()) {
                parts.add(new HistoryPart(row.getLong(1), BlockSpan.read(row)));
            }
        }
        return parts;
    }

    /** The number of a block in the tables. */
    long block(int place) {
        return no * BLOCKS + place;
    }

    /** What is known of its blocks. */
    List<BlockSpan> blocks(Connection database) throws SQLException {
        try (PreparedStatement select = database.prepareStatement("select blocks from history_part where no = ?")) {
            select.setLong(1, no);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? BlockSpan.unpack(row.getBytes(1)) : List.of();
            }
        }
    }

    /** Where its blocks are that have connections. */
    List<BlockPlace> places(Connection database) throws SQLException {
        List<BlockSpan> spans = blocks(database);
        List<BlockPlace> places = new ArrayList<>();
        for (int place = 0; place < spans.size(); place++) {
            if (spans.get(place).connections() > 0) {
                places.add(new BlockPlace(false, block(place), spans.get(place)));
            }
        }
        return places;
    }
}
