package dev.culvert.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a block of connections, or of several, without reading it; see the table {@code history_fresh}. Times are
 * microseconds since 1970.
 */
record BlockSpan(int connections, long firstId, long lastId, long startedFrom, long startedTo, long endedFrom) {

    /** Of no connection. */
    static final BlockSpan EMPTY =
            new BlockSpan(0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

    static final String COLUMNS = "connections, first_id, last_id, started_from, started_to, ended_from";

    static BlockSpan of(List<CodedConnection> rows) {
        long firstId = EMPTY.firstId;
        long lastId = EMPTY.lastId;
        long startedFrom = EMPTY.startedFrom;
        long startedTo = EMPTY.startedTo;
        long endedFrom = EMPTY.endedFrom;
        for (CodedConnection row : rows) {
            firstId = Math.min(firstId, row.id());
            lastId = Math.max(lastId, row.id());
            startedFrom = Math.min(startedFrom, row.startedAt());
            startedTo = Math.max(startedTo, row.startedAt());
            endedFrom = Math.min(endedFrom, row.endedAt());
        }
        return new BlockSpan(rows.size(), firstId, lastId, startedFrom, startedTo, endedFrom);
    }

    BlockSpan and(BlockSpan other) {
        return new BlockSpan(
                connections + other.connections,
                Math.min(firstId, other.firstId),
                Math.max(lastId, other.lastId),
                Math.min(startedFrom, other.startedFrom),
                Math.max(startedTo, other.startedTo),
                Math.min(endedFrom, other.endedFrom));
    }

    static BlockSpan ofAll(List<BlockSpan> spans) {
        return spans.stream().reduce(EMPTY, BlockSpan::and);
    }

    boolean mayHave(long id) {
        return firstId <= id && id <= lastId;
    }

    /** Binds the {@link #COLUMNS}, from a place on. */
    void bind(PreparedStatement statement, int from) throws SQLException {
        statement.setInt(from, connections);
        statement.setLong(from + 1, firstId);
        statement.setLong(from + 2, lastId);
        statement.setLong(from + 3, startedFrom);
        statement.setLong(from + 4, startedTo);
        statement.setLong(from + 5, endedFrom);
    }

    /** Reads the {@link #COLUMNS}, which are the second and the following ones. */
    static BlockSpan read(ResultSet row) throws SQLException {
        return new BlockSpan(
                row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
    }

    /** Blocks of a part; those without connections stay, so that the others keep their places. */
    static byte[] pack(List<BlockSpan> spans) {
        var pack = new PackWriter();
        for (BlockSpan span : spans) {
            pack.number(span.connections);
            if (span.connections > 0) {
                pack.number(span.firstId);
                pack.number(span.lastId - span.firstId);
                pack.difference(span.startedFrom);
                pack.number(span.startedTo - span.startedFrom);
                pack.difference(span.endedFrom - span.startedFrom);
            }
        }
        return pack.take();
    }

    static List<BlockSpan> unpack(byte[] packed) throws SQLException {
        var pack = new PackReader(packed);
        List<BlockSpan> spans = new ArrayList<>();
        while (pack.hasMore()) {
            int connections = pack.smallNumber();
            if (connections == 0) {
                spans.add(EMPTY);
            } else {
                long firstId = pack.number();
                long lastId = firstId + pack.number();
                long startedFrom = pack.difference();
                long startedTo = startedFrom + pack.number();
                spans.add(new BlockSpan(
                        connections, firstId, lastId, startedFrom, startedTo, startedFrom + pack.difference()));
            }
        }
        return spans;
    }
}
