package dev.culvert.store;

import dev.culvert.model.HttpExchange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads requests by their ids, from the blocks in which they lie; the latest block is not read again. For one question. */
final class RequestRead implements AutoCloseable {

    private static final String BLOCK = """
            select first, requests, rows from http_block
            where first = (select max(first) from http_block where first <= ?)
            """;

    private final PreparedStatement block;
    private final CodedTexts codes;
    private long first;
    private List<HttpExchange> latest = List.of();

    RequestRead(Connection database) throws SQLException {
        block = database.prepareStatement(BLOCK);
        codes = new CodedTexts(database);
    }

    /** Those that are kept of some ids. */
    static Map<Long, HttpExchange> of(Connection database, List<Long> ids) throws SQLException {
        Map<Long, HttpExchange> found = new HashMap<>();
        try (var read = new RequestRead(database)) {
            for (long id : ids) {
                read.between(id, id).forEach(x -> found.put(id, x));
            }
        }
        return found;
    }

    /** The requests of a run with ids from one to another, as far as they are kept. */
    List<HttpExchange> between(long from, long to) throws SQLException {
        if (from < first || from >= first + latest.size()) {
            load(from);
        }
        int begin = (int) Math.min(from - first, latest.size());
        return latest.subList(begin, Math.clamp(to + 1 - first, begin, latest.size()));
    }

    private void load(long id) throws SQLException {
        first = id;
        latest = List.of();
        block.setLong(1, id);
        try (ResultSet row = block.executeQuery()) {
            if (row.next() && id < row.getLong(1) + row.getLong(2)) {
                first = row.getLong(1);
                latest = new ArrayList<>();
                RequestBlock.read(row.getBytes(3), codes).forEach(run -> latest.addAll(run.requests()));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        block.close();
    }
}
