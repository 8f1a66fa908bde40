package dev.culvert.store;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The connections that have ended. */
public final class ConnectionTable {

    private static final String FIND = """
            select * from closed_connection
            where (:endpoint is null or endpoint_id = :endpoint)
              and (:before is null or id < :before)
              and (:since is null or started_at >= :since)
              and (:text = '' or instr(lower(endpoint_name || ' ' || endpoint_url || ' ' || client_ip || ':' || client_port
                   || ' ' || coalesce(upstream, '') || ' ' || reason || ' ' || replace(reason, '_', ' ')
                   || ' ' || coalesce(error, '') || ' ' || rule || case when rule = '' or action = '' then '' else ': ' end
                   || action || ' ' || network), :text) > 0)
            order by id desc limit :limit
            """;

    /** As the index of the refused has it, else that would not serve. */
    static final String REFUSED = Arrays.stream(CloseReason.values())
            .filter(CloseReason::isRefusal)
            .map(r -> "'" + r.wireName() + "'")
            .collect(Collectors.joining(", ", "reason in (", ")"));

    private static final String FIND_REFUSED = FIND.replaceFirst("where ", "where " + REFUSED + " and ");

    private final Jdbi jdbi;
    private final ConnectionInsert insert;

    ConnectionTable(Jdbi jdbi, ConnectionInsert insert) {
        this.jdbi = jdbi;
        this.insert = insert;
    }

    /** Keeps connections, all of them or, if it throws, none. Called by one thread at a time. */
    public void append(List<ClosedConnection> connections) {
        insert.all(connections);
    }

    /** The connections that a query asks for. */
    public List<ClosedConnection> find(ClosedQuery query) {
        EndpointId endpoint = query.endpoint();
        ConnectionId before = query.before();
        Instant since = query.since();
        return jdbi.withHandle(h -> h.createQuery(query.refused() ? FIND_REFUSED : FIND)
                .bind("endpoint", endpoint == null ? null : endpoint.value())
                .bind("before", before == null ? null : before.value())
                .bind("since", since == null ? null : Micros.of(since))
                .bind("text", query.text().strip().toLowerCase(Locale.ROOT))
                .bind("limit", query.limit())
                .map((row, ctx) -> connection(row))
                .list());
    }

    /** The connection with that id, if it has ended. */
    public Optional<ClosedConnection> get(ConnectionId id) {
        return jdbi.withHandle(h -> h.createQuery("select * from closed_connection where id = :id")
                .bind("id", id.value())
                .map((row, ctx) -> connection(row))
                .findOne());
    }

    /** How many are kept. */
    public long count() {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from closed_connection")
                .mapTo(Long.class)
                .one());
    }

    /** How many of those that are kept were refused. */
    public long countRefused() {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from closed_connection where " + REFUSED)
                .mapTo(Long.class)
                .one());
    }

    static ClosedConnection connection(ResultSet row) throws SQLException {
        String upstream = row.getString("upstream");
        long connect = row.getLong("connect_us");
        boolean connected = !row.wasNull();
        return new ClosedConnection(
                new ConnectionId(row.getLong("id")),
                new EndpointId(row.getString("endpoint_id")),
                row.getString("endpoint_name"),
                row.getString("endpoint_url"),
                address(row.getString("client_ip"), row.getInt("client_port")),
                address(row.getString("server_ip"), row.getInt("server_port")),
                upstream == null ? null : Upstream.parse(upstream),
                Micros.toInstant(row.getLong("started_at")),
                Micros.toInstant(row.getLong("ended_at")),
                connected ? Duration.ofNanos(connect * 1000) : null,
                row.getLong("bytes_in"),
                row.getLong("bytes_out"),
                CloseReason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
                decision(row),
                error(row));
    }

    private static DecisionRecord decision(ResultSet row) throws SQLException {
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

    private static @Nullable String error(ResultSet row) throws SQLException {
        return row.getString("error");
    }

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }
}
