package dev.culvert.store;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.RequestId;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.Context;

/** Version 13 of the tables: puts HTTP requests, of which each had a row, into blocks. They keep their ids. */
final class RequestPacking extends Packing {

    RequestPacking() {
        super("13", "requests packed");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection database = context.getConnection();
        var insert = new RequestInsert(database, new Codes(database));
        tell(database, "http_request_row", "HTTP requests");
        try (var statement = database.createStatement()) {
            try (ResultSet row = statement.executeQuery("select * from http_exchange order by id")) {
                pack(row, insert);
            }
            boolean unused = statement.execute("drop view http_exchange");
            boolean unusedToo = statement.execute("drop table http_request_row");
            boolean unusedThree = statement.execute("drop table http_run_row");
        }
    }

    private static void pack(ResultSet row, RequestInsert insert) throws SQLException {
        List<HttpExchange> block = new ArrayList<>();
        long first = 0;
        while (row.next()) {
            long id = row.getLong("id");
            if (block.size() == RequestBlock.MOST || id != first + block.size()) {
                write(insert, block, first);
                first = id;
            }
            block.add(exchange(row));
        }
        write(insert, block, first);
    }

    private static void write(RequestInsert insert, List<HttpExchange> block, long first) throws SQLException {
        if (!block.isEmpty()) {
            insert.add(block, first);
            insert.flush();
            block.clear();
        }
    }

    private static HttpExchange exchange(ResultSet row) throws SQLException {
        String upstream = row.getString("upstream");
        return new HttpExchange(
                new RequestId(new ConnectionId(row.getLong("connection")), row.getLong("number")),
                new EndpointId(row.getString("endpoint_id")),
                row.getString("endpoint_name"),
                row.getString("endpoint_url"),
                ClosedRows.client(row),
                new InetSocketAddress(InetAddress.ofLiteral(row.getString("server_ip")), row.getInt("server_port")),
                Micros.toInstant(row.getLong("connected_at")),
                new HttpExchange.Request(
                        row.getString("method"),
                        row.getString("scheme"),
                        row.getString("host"),
                        row.getString("target"),
                        row.getString("version"),
                        row.getString("user_agent"),
                        row.getLong("request_bytes")),
                upstream == null ? null : Upstream.parse(upstream),
                Micros.toInstant(row.getLong("started_at")),
                Micros.toInstant(row.getLong("ended_at")),
                ClosedRows.micros(row, "head_us"),
                row.getInt("status"),
                row.getLong("response_bytes"),
                ClosedRows.decision(row),
                row.getString("error"));
    }
}
