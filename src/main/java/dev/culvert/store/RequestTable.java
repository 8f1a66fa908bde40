package dev.culvert.store;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.HttpExchange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterator;

/** The HTTP requests that have ended, by connection. Any thread may call it; every call waits for the disk. */
public final class RequestTable {

    static final String RUNS = """
            select first, requests, first_number from http_run
            where connection = :connection and first_number < :before order by first_number desc
            """;

    private static final String COUNT =
            "select coalesce(sum(requests), 0) from http_run where connection = :connection";

    private final Jdbi jdbi;

    RequestTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Run(long first, long requests, long firstNumber) {

        /** The id of the last request whose number is below another. */
        long lastBelow(long number) {
            return first + Math.min(requests, number - firstNumber) - 1;
        }
    }

    /**
     * The requests of a connection, the latest first.
     *
     * @param before only those with a smaller number
     * @param limit so many at the most
     */
    public List<HttpExchange> of(ConnectionId connection, long before, int limit) {
        return jdbi.inTransaction(h -> HistoryReading.with(h, database -> of(h, connection, before, limit)));
    }

    private static List<HttpExchange> of(Handle h, ConnectionId connection, long before, int limit)
            throws SQLException {
        List<HttpExchange> found = new ArrayList<>();
        try (ResultIterator<Run> runs = runs(h, connection, before);
                var read = new RequestRead(h.getConnection())) {
            while (found.size() < limit && runs.hasNext()) {
                Run run = runs.next();
                List<HttpExchange> requests = read.between(run.first(), run.lastBelow(before));
                int wanted = Math.min(limit - found.size(), requests.size());
                found.addAll(requests.reversed().subList(0, wanted));
            }
        }
        return found;
    }

    private static ResultIterator<Run> runs(Handle h, ConnectionId connection, long before) {
        return h.createQuery(RUNS)
                .bind("connection", connection.value())
                .bind("before", before)
                .map((row, ctx) -> new Run(row.getLong(1), row.getLong(2), row.getLong(3)))
                .iterator();
    }

    /** How many requests of a connection are kept. */
    public long count(ConnectionId connection) {
        return jdbi.withHandle(h -> h.createQuery(COUNT)
                .bind("connection", connection.value())
                .mapTo(Long.class)
                .one());
    }
}
