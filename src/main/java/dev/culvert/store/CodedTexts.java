package dev.culvert.store;

import dev.culvert.model.CloseReason;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts that {@link Codes} stand for, each asked for once. One thread. */
final class CodedTexts {

    private static final String TEXT = "select text from history_text where code = ?";

    private final Connection database;
    private final Map<Long, CloseReason> reasons = new HashMap<>();
    private final Map<Long, InetAddress> servers = new HashMap<>();
    private final Map<Long, Upstream> upstreams = new HashMap<>();
    private final Map<Long, Endpoint> endpoints = new HashMap<>();
    private final Map<Long, Decision> decisions = new HashMap<>();

    CodedTexts(Connection database) {
        this.database = database;
    }

    /** An endpoint as it was once. */
    record Endpoint(EndpointId id, String name, String url) {}

    /** What a policy made of something. */
    record Decision(String rule, String action, String network) {}

    @Nullable Upstream upstream(long code) throws SQLException {
        return code == 0 ? null : known(upstreams, code, TEXT, row -> Upstream.parse(row.getString(1)));
    }

    CloseReason reason(long code) throws SQLException {
        return known(
                reasons, code, TEXT, row -> CloseReason.valueOf(row.getString(1).toUpperCase(Locale.ROOT)));
    }

    /** An address that was accepted on, without its port. */
    InetAddress server(long code) throws SQLException {
        return known(servers, code, TEXT, row -> InetAddress.ofLiteral(row.getString(1)));
    }

    Endpoint endpoint(long code) throws SQLException {
        return known(
                endpoints,
                code,
                "select endpoint_id, name, url from history_endpoint where code = ?",
                row -> new Endpoint(new EndpointId(row.getString(1)), row.getString(2), row.getString(3)));
    }

    Decision decision(long code) throws SQLException {
        return known(
                decisions,
                code,
                "select rule, action, network from history_decision where code = ?",
                row -> new Decision(row.getString(1), row.getString(2), row.getString(3)));
    }

    private <T> T known(Map<Long, T> known, long code, String sql, Reading<T> reading) throws SQLException {
        T value = known.get(code);
        if (value == null) {
            try (PreparedStatement select = database.prepareStatement(sql)) {
                select.setLong(1, code);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new SQLException("Nothing is known by the code " + code);
                    }
                    value = reading.of(row);
                    known.put(code, value);
                }
            }
        }
        return value;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }
}
