package dev.culvert.store;

import dev.culvert.model.CloseReason;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds or gives the codes of texts that many rows share, in the transaction of the writer. */
final class Codes {

    private static final int MOST_KNOWN = 20_000;

    private final Map<List<String>, Long> known = new HashMap<>();
    private final Latest<CloseReason> reason = new Latest<>(r -> text(r.wireName()));
    private final Latest<InetAddress> server = new Latest<>(a -> text(a.getHostAddress()));
    private final Latest<Upstream> upstream = new Latest<>(u -> text(u.url()));
    private final Latest<EndpointTexts> endpoint = new Latest<>(this::code);
    private final Latest<DecisionRecord> decision = new Latest<>(this::code);
    private final Lookup texts;
    private final Lookup endpoints;
    private final Lookup decisions;

    Codes(Connection database) throws SQLException {
        this.texts = new Lookup(database, "history_text", "text");
        this.endpoints = new Lookup(database, "history_endpoint", "endpoint_id", "name", "url");
        this.decisions = new Lookup(database, "history_decision", "rule", "action", "network");
    }

    long reason(CloseReason why) throws SQLException {
        return reason.code(why);
    }

    long server(InetAddress address) throws SQLException {
        return server.code(address);
    }

    long upstream(@Nullable Upstream where) throws SQLException {
        return where == null ? 0 : upstream.code(where);
    }

    long endpoint(EndpointId id, String name, String url) throws SQLException {
        return endpoint.code(new EndpointTexts(id.value(), name, url));
    }

    long decision(DecisionRecord how) throws SQLException {
        return decision.code(how);
    }

    private long text(String text) throws SQLException {
        return text.isEmpty() ? 0 : code(texts, List.of(text));
    }

    private long code(EndpointTexts e) throws SQLException {
        // three texts as well: an address of four cannot be taken for one
        return code(endpoints, List.of(e.id(), e.name(), e.url(), ""));
    }

    private long code(DecisionRecord d) throws SQLException {
        boolean isNone =
                d.rule().isEmpty() && d.action().isEmpty() && d.network().isEmpty();
        return isNone ? 0 : code(decisions, List.of(d.rule(), d.action(), d.network()));
    }

    private long code(Lookup lookup, List<String> texts) throws SQLException {
        Long code = known.get(texts);
        if (code == null) {
            code = lookup.code(texts);
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(texts, code);
        }
        return code;
    }

    /** Forgets what was not committed. */
    void forget() {
        known.clear();
        reason.forget();
        server.forget();
        upstream.forget();
        endpoint.forget();
        decision.forget();
    }

    private record EndpointTexts(String id, String name, String url) {}

    /** Where thousands end a second, one is mostly like the one before it in all that has a code. */
    private static final class Latest<T> {

        private final Finder<T> finder;
        private @Nullable T latest;
        private long code;

        Latest(Finder<T> finder) {
            this.finder = finder;
        }

        long code(T one) throws SQLException {
            if (!one.equals(latest)) {
                code = finder.code(one);
                latest = one;
            }
            return code;
        }

        void forget() {
            latest = null;
        }
    }

    private interface Finder<T> {
        long code(T one) throws SQLException;
    }

    private static final class Lookup {

        private final PreparedStatement select;
        private final PreparedStatement insert;
        private final int columns;

        Lookup(Connection database, String table, String... columns) throws SQLException {
            this.columns = columns.length;
            String names = String.join(", ", columns);
            String marks =
                    String.join(", ", Arrays.stream(columns).map(c -> "?").toList());
            insert = database.prepareStatement(
                    "insert or ignore into " + table + " (" + names + ") values (" + marks + ")");
            select =
                    database.prepareStatement("select code from " + table + " where (" + names + ") = (" + marks + ")");
        }

        /** The insert comes first: a transaction that begins by reading could not go on to write. */
        long code(List<String> texts) throws SQLException {
            for (int i = 0; i < columns; i++) {
                insert.setString(i + 1, texts.get(i));
                select.setString(i + 1, texts.get(i));
            }
            int unused = insert.executeUpdate();
            try (ResultSet found = select.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }
}
