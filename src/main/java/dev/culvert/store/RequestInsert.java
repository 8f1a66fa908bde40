package dev.culvert.store;

import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes HTTP requests in the transaction of the history's writer. What a connection's requests have in common is written once
 * for each run of them, so a batch should hold the requests of a connection together.
 */
final class RequestInsert {

    private static final String RUN = """
            insert into http_run (first, requests, connection, first_number, endpoint, client, client_port, server,
                server_port, connected_at, scheme, host, version, user_agent)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String ROW = """
            insert into http_request (id, method, target, upstream, started_at, lasted_us, head_us, status, request_bytes,
                response_bytes, decision%s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?%s)
            """;

    /** Ids of forgotten requests are not given again while anything may remember them. */
    private static final String LAST = """
            select max(
                coalesce((select max(id) from http_request), 0),
                coalesce((select max(first + requests - 1) from http_run), 0),
                coalesce((select max(first_request + events - 1) from event_journal
                          where type = 'http_request_complete.v0'), 0))
            """;

    private final PreparedStatement run;
    /** Each value that is bound costs, and most requests have nothing to tell in four of the columns. */
    private final PreparedStatement plainRow;

    private final PreparedStatement fullRow;
    private final Codes codes;
    private long next;

    RequestInsert(Connection database, Codes codes) throws SQLException {
        this.codes = codes;
        run = database.prepareStatement(RUN);
        plainRow = database.prepareStatement(ROW.formatted("", ""));
        fullRow = database.prepareStatement(ROW.formatted(", error, handed_to, reports, logs", ", ?, ?, ?, ?"));
        try (var statement = database.createStatement();
                ResultSet last = statement.executeQuery(LAST)) {
            next = last.getLong(1) + 1;
        }
        database.commit();
    }

    /** Writes them and answers the id of the first; the others' follow it. */
    long append(List<HttpExchange> exchanges) throws SQLException {
        long first = next;
        int begin = 0;
        for (int i = 0; i < exchanges.size(); i++) {
            addRow(exchanges.get(i), first + i);
            if (i + 1 == exchanges.size() || !isNext(exchanges.get(i), exchanges.get(i + 1))) {
                bindRun(exchanges.get(begin), first + begin, i + 1 - begin);
                run.addBatch();
                begin = i + 1;
            }
        }
        int[] unused = plainRow.executeBatch();
        int[] unusedToo = fullRow.executeBatch();
        int[] unusedThree = run.executeBatch();
        next = first + exchanges.size();
        return first;
    }

    /** Takes back what was not committed, from the first id on. */
    void forget(long first) throws SQLException {
        plainRow.clearBatch();
        fullRow.clearBatch();
        run.clearBatch();
        next = first;
    }

    long nextId() {
        return next;
    }

    private static boolean isNext(HttpExchange a, HttpExchange b) {
        HttpExchange.Request one = a.request();
        HttpExchange.Request other = b.request();
        return a.id().connection().equals(b.id().connection())
                && a.id().number() + 1 == b.id().number()
                && one.host().equals(other.host())
                && one.userAgent().equals(other.userAgent())
                && one.version().equals(other.version())
                && one.scheme().equals(other.scheme());
    }

    private void bindRun(HttpExchange x, long first, int requests) throws SQLException {
        int i = 1;
        run.setLong(i++, first);
        run.setInt(i++, requests);
        run.setLong(i++, x.id().connection().value());
        run.setLong(i++, x.id().number());
        run.setLong(i++, codes.endpoint(x.endpoint(), x.endpointName(), x.endpointUrl()));
        run.setBytes(i++, x.client().getAddress().getAddress());
        run.setInt(i++, x.client().getPort());
        run.setLong(i++, codes.server(x.server().getAddress()));
        run.setInt(i++, x.server().getPort());
        run.setLong(i++, Micros.of(x.connectedAt()));
        run.setString(i++, x.request().scheme());
        run.setString(i++, x.request().host());
        run.setString(i++, x.request().version());
        run.setString(i, x.request().userAgent());
    }

    private void addRow(HttpExchange x, long id) throws SQLException {
        long startedAt = Micros.of(x.startedAt());
        DecisionRecord decision = x.decision();
        String error = textOrNull(x.error());
        boolean tellsMore = error != null
                || !decision.handedTo().isEmpty()
                || !decision.reports().isEmpty()
                || !decision.logs().isEmpty();
        PreparedStatement row = tellsMore ? fullRow : plainRow;
        int i = 1;
        row.setLong(i++, id);
        row.setString(i++, x.request().method());
        row.setString(i++, x.request().target());
        row.setLong(i++, codes.upstream(x.upstream()));
        row.setLong(i++, startedAt);
        row.setLong(i++, Micros.of(x.endedAt()) - startedAt);
        Micros.set(row, i++, x.headTime());
        row.setInt(i++, x.status());
        row.setLong(i++, x.request().bytes());
        row.setLong(i++, x.responseBytes());
        row.setLong(i++, codes.decision(decision));
        if (tellsMore) {
            row.setString(i++, error);
            row.setString(i++, RowBatch.lines(decision.handedTo()));
            row.setString(i++, RowBatch.lines(decision.reports()));
            row.setString(i, RowBatch.lines(decision.logs()));
        }
        row.addBatch();
    }

    private static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
