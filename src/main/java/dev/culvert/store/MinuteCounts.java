package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts connections by the minute in which they started, so that nobody has to count millions of rows. */
final class MinuteCounts {

    static final long MINUTE_US = TimeUnit.MINUTES.toMicros(1);

    private static final String ADD = """
            insert into history_minute (minute, connections, refused) values (?, ?, ?)
            on conflict (minute) do update
            set connections = connections + excluded.connections, refused = refused + excluded.refused
            """;

    private final PreparedStatement add;
    private final Map<Long, int[]> counts = new HashMap<>();

    MinuteCounts(Connection database) throws SQLException {
        add = database.prepareStatement(ADD);
    }

    void add(long startedAt, boolean isRefused) {
        add(startedAt, isRefused, 1);
    }

    /** Takes one back that was counted once. */
    void subtract(long startedAt, boolean isRefused) {
        add(startedAt, isRefused, -1);
    }

    private void add(long startedAt, boolean isRefused, int one) {
        int[] count = counts.computeIfAbsent(Math.floorDiv(startedAt, MINUTE_US), m -> new int[2]);
        count[0] += one;
        count[1] += isRefused ? one : 0;
    }

    /** In the writer's transaction. */
    void write() throws SQLException {
        for (Map.Entry<Long, int[]> entry : counts.entrySet()) {
            add.setLong(1, entry.getKey());
            add.setInt(2, entry.getValue()[0]);
            add.setInt(3, entry.getValue()[1]);
            int unused = add.executeUpdate();
        }
        counts.clear();
    }

    /** What was not committed. */
    void forget() {
        counts.clear();
    }
}
