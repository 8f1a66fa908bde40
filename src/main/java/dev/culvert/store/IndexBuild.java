package dev.culvert.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what the index has to know of some rows of one part, and writes it in the order in which it lies on disk. */
final class IndexBuild {

    static final String ENTER = "insert into history_index (part, kind, key, blocks) values (?, ?, ?, ?)"
            + " on conflict (part, kind, key) do update set blocks = blocks | excluded.blocks";

    private final Map<IndexKind, Map<Long, Long>> kinds = new EnumMap<>(IndexKind.class);

    /** A row in the block of that bit. */
    void add(CodedConnection row, long bit) {
        row.keys((kind, key) ->
                kinds.computeIfAbsent(kind, k -> new TreeMap<>()).merge(key, bit, (one, other) -> one | other));
    }

    /** Writes all of it by {@link #ENTER}. */
    void write(PreparedStatement enter, long part) throws SQLException {
        for (Map.Entry<IndexKind, Map<Long, Long>> kind : kinds.entrySet()) {
            for (Map.Entry<Long, Long> entry : kind.getValue().entrySet()) {
                enter.setLong(1, part);
                enter.setInt(2, kind.getKey().code());
                enter.setLong(3, entry.getKey());
                enter.setLong(4, entry.getValue());
                enter.addBatch();
            }
        }
        int[] unused = enter.executeBatch();
    }
}
