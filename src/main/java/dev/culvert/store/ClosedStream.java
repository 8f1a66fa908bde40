package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.filter.ConnectionFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads any number of connections a few at a time, so that a slow reader holds neither memory nor a lock of the database. */
final class ClosedStream {

    private static final int BATCH = 2_000;

    private ClosedStream() {}

    static void each(Connection database, ConnectionFilter filter, Order order, Predicate<ClosedConnection> receiver)
            throws SQLException {
        ConnectionFilter fixed = filter.at(Instant.now());
        if (order.equals(Order.NEWEST_FIRST)) {
            newest(database, fixed, receiver);
        } else {
            sorted(database, fixed, order, receiver);
        }
    }

    private static void newest(Connection database, ConnectionFilter filter, Predicate<ClosedConnection> receiver)
            throws SQLException {
        ConnectionId before = null;
        List<ClosedConnection> batch;
        do {
            batch = ClosedRead.find(database, new ClosedQuery(filter, before, BATCH));
            before = last(batch);
        } while (give(batch, receiver) && batch.size() == BATCH);
    }

    private static @Nullable ConnectionId last(List<ClosedConnection> batch) {
        return batch.isEmpty() ? null : batch.getLast().id();
    }

    private static void sorted(
            Connection database, ConnectionFilter filter, Order order, Predicate<ClosedConnection> receiver)
            throws SQLException {
        try (var search = new HistorySearch(database, filter)) {
            SortedIds.make(database, search, Long.MAX_VALUE, order, Integer.MAX_VALUE);
        }
        try (PreparedStatement rows = database.prepareStatement(SortedIds.READ)) {
            long place = 0;
            long end = place(database);
            boolean wantsMore = true;
            while (wantsMore && place < end) {
                List<ClosedConnection> batch = new ArrayList<>(BATCH);
                rows.setLong(1, place);
                rows.setLong(2, place + BATCH);
                ClosedRead.read(rows, batch);
                wantsMore = give(batch, receiver);
                place += BATCH;
            }
        }
    }

    private static long place(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            return statement
                    .executeQuery("select coalesce(max(place), 0) from temp.sorted")
                    .getLong(1);
        }
    }

    private static boolean give(List<ClosedConnection> batch, Predicate<ClosedConnection> receiver) {
        for (ClosedConnection connection : batch) {
            if (!receiver.test(connection)) {
                return false;
            }
        }
        return true;
    }
}
