package dev.culvert.store;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.RequestId;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes requests of the rows of {@code http_exchange}. */
final class RequestRows {

    private RequestRows() {}

    static HttpExchange exchange(ResultSet row) throws SQLException {
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
