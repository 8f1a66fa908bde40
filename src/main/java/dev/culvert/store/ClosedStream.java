package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.filter.ConnectionFilter;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/** Reads any number of connections a few at a time, so that a slow reader holds neither memory nor a lock of the database. */
final class ClosedStream {

    private static final int BATCH = 2_000;

    private ClosedStream() {}

    static void each(Jdbi jdbi, ConnectionFilter filter, Order order, Predicate<ClosedConnection> receiver) {
        ConnectionFilter fixed = filter.at(Instant.now());
        if (order.equals(Order.NEWEST_FIRST)) {
            newest(jdbi, fixed, receiver);
        } else {
            sorted(jdbi, fixed, order, receiver);
        }
    }

    private static void newest(Jdbi jdbi, ConnectionFilter filter, Predicate<ClosedConnection> receiver) {
        ConnectionId before = null;
        List<ClosedConnection> batch;
        do {
            var query = new ClosedQuery(filter, before, BATCH);
            batch = HistoryReading.of(jdbi, database -> ClosedRead.find(database, query));
            before = batch.isEmpty() ? null : batch.getLast().id();
        } while (give(batch, receiver) && batch.size() == BATCH);
    }

    private static void sorted(Jdbi jdbi, ConnectionFilter filter, Order order, Predicate<ClosedConnection> receiver) {
        jdbi.useHandle(handle -> {
            HistoryReading.within(handle, database -> {
                SortedRows.fill(database, new HistorySearch(database, filter), order);
                SortedRows.sort(database, order);
                return true;
            });
            List<ClosedConnection> batch;
            long place = 0;
            do {
                long after = place;
                batch = HistoryReading.with(handle, database -> SortedRows.after(database, after, BATCH));
                place += BATCH;
            } while (give(batch, receiver) && batch.size() == BATCH);
        });
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
