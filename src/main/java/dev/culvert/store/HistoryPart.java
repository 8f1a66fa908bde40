package dev.culvert.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of rows that the index knows.
 *
 * @param firstId after the last one of the part before
 * @param blockEnds the last id of each block
 * @param startedFrom when the earliest of its rows started
 * @param startedTo when the latest did
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record HistoryPart(long no, long firstId, long[] blockEnds, long startedFrom, long startedTo) {

    static final int BLOCK_ROWS = 512;
    static final int BLOCKS = Long.SIZE;
    static final int ROWS = BLOCK_ROWS * BLOCKS;

    /** All parts, the oldest first. */
    static List<HistoryPart> all(Connection database) throws SQLException {
        List<HistoryPart> parts = new ArrayList<>();
        long first = Long.MIN_VALUE;
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select no, started_from, started_to, block_ends from history_part order by no")) {
            while (row.next()) {
                HistoryPart part = read(row, first);
                parts.add(part);
                first = part.lastId() + 1;
            }
        }
        return parts;
    }

    /** Of the columns no, started_from, started_to and block_ends. */
    static HistoryPart read(ResultSet row, long firstId) throws SQLException {
        return new HistoryPart(row.getLong(1), firstId, longs(row.getBytes(4)), row.getLong(2), row.getLong(3));
    }

    long lastId() {
        return blockEnds[blockEnds.length - 1];
    }

    long firstIdOf(int block) {
        return block == 0 ? firstId : blockEnds[block - 1] + 1;
    }

    /** The block in which a row with that id lies. */
    int block(long id) {
        int block = 0;
        while (block < blockEnds.length - 1 && id > blockEnds[block]) {
            block++;
        }
        return block;
    }

    static byte[] bytes(long[] ends) {
        ByteBuffer bytes = ByteBuffer.allocate(ends.length * Long.BYTES);
        for (long end : ends) {
            bytes.putLong(end);
        }
        return bytes.array();
    }

    private static long[] longs(byte[] bytes) {
        long[] longs = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(longs);
        return longs;
    }
}
