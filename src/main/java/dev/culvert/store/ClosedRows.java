package dev.culvert.store;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes connections of the rows of {@code closed_connection}, a view of databases before version 15; {@code http_exchange} shared its columns. */
final class ClosedRows {

    private ClosedRows() {}

    static ClosedConnection connection(ResultSet row) throws SQLException {
        String upstream = row.getString("upstream");
        return new ClosedConnection(
                new ConnectionId(row.getLong("id")),
                new EndpointId(row.getString("endpoint_id")),
                row.getString("endpoint_name"),
                row.getString("endpoint_url"),
                client(row),
                new InetSocketAddress(InetAddress.ofLiteral(row.getString("server_ip")), row.getInt("server_port")),
                upstream == null ? null : Upstream.parse(upstream),
                Micros.toInstant(row.getLong("started_at")),
                Micros.toInstant(row.getLong("ended_at")),
                micros(row, "sniff_us"),
                micros(row, "connect_us"),
                row.getLong("bytes_in"),
                row.getLong("bytes_out"),
                CloseReason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
                decision(row),
                row.getString("error"));
    }

    static @Nullable Duration micros(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Duration.ofNanos(micros * 1000);
    }

    static InetSocketAddress client(ResultSet row) throws SQLException {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(row.getBytes("client_ip")), row.getInt("client_port"));
        } catch (UnknownHostException e) {
            throw new SQLException("4 or 16 bytes are an address", e);
        }
    }

    static DecisionRecord decision(ResultSet row) throws SQLException {
        return new DecisionRecord(
                row.getString("rule"),
                row.getString("action"),
                row.getString("network"),
                entries(row.getString("handed_to")),
                entries(row.getString("reports")),
                entries(row.getString("logs")));
    }

    private static List<String> entries(String lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n"));
    }
}
