package dev.culvert.store;

import dev.culvert.model.HttpExchange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes HTTP requests in the transaction of the history's writer, in blocks. What a connection's requests have in common is written
 * once for each run of them, so a batch should hold the requests of a connection together.
 */
final class RequestInsert {

    private static final String BLOCK =
            "insert into http_block (first, requests, started_from, ended_to, rows) values (?, ?, ?, ?, ?)";

    private static final String RUN =
            "insert into http_run (connection, first_number, first, requests) values (?, ?, ?, ?)";

    /** Ids of forgotten requests are not given again while anything may remember them. */
    private static final String LAST = """
            select max(
                coalesce((select first + requests - 1 from http_block order by first desc limit 1), 0),
                coalesce((select max(first_request + events - 1) from event_journal
                          where type = 'http_request_complete.v0'), 0))
            """;

    private final PreparedStatement block;
    private final PreparedStatement run;
    private final RequestBlock.Writer writer;
    private long next;

    RequestInsert(Connection database, Codes codes) throws SQLException {
        block = database.prepareStatement(BLOCK);
        run = database.prepareStatement(RUN);
        writer = new RequestBlock.Writer(codes);
        try (var statement = database.createStatement();
                ResultSet last = statement.executeQuery(LAST)) {
            next = last.getLong(1) + 1;
        }
        database.commit();
    }

    /** Writes them and answers the id of the first; the others' follow it. */
    long append(List<HttpExchange> exchanges) throws SQLException {
        long first = next;
        for (int from = 0; from < exchanges.size(); from += RequestBlock.MOST) {
            int to = Math.min(from + RequestBlock.MOST, exchanges.size());
            add(exchanges.subList(from, to), first + from);
        }
        flush();
        next = first + exchanges.size();
        return first;
    }

    /** Writes what was added. */
    void flush() throws SQLException {
        int[] unused = block.executeBatch();
        int[] unusedToo = run.executeBatch();
    }

    /** Makes a block of some, to be written. */
    void add(List<HttpExchange> exchanges, long first) throws SQLException {
        long startedFrom = Long.MAX_VALUE;
        long endedTo = Long.MIN_VALUE;
        int begin = 0;
        writer.begin();
        for (int i = 0; i < exchanges.size(); i++) {
            HttpExchange exchange = exchanges.get(i);
            startedFrom = Math.min(startedFrom, Micros.of(exchange.startedAt()));
            endedTo = Math.max(endedTo, Micros.of(exchange.endedAt()));
            if (i + 1 == exchanges.size() || !RequestBlock.isNext(exchange, exchanges.get(i + 1))) {
                addRun(exchanges.subList(begin, i + 1), first + begin);
                begin = i + 1;
            }
        }
        block.setLong(1, first);
        block.setInt(2, exchanges.size());
        block.setLong(3, startedFrom);
        block.setLong(4, endedTo);
        block.setBytes(5, writer.end());
        block.addBatch();
    }

    private void addRun(List<HttpExchange> requests, long first) throws SQLException {
        HttpExchange one = requests.getFirst();
        writer.add(requests);
        run.setLong(1, one.id().connection().value());
        run.setLong(2, one.id().number());
        run.setLong(3, first);
        run.setInt(4, requests.size());
        run.addBatch();
    }

    /** Takes back what was not committed, from the first id on. */
    void forget(long first) throws SQLException {
        block.clearBatch();
        run.clearBatch();
        next = first;
    }

    long nextId() {
        return next;
    }
}
