package dev.culvert.store;

import dev.culvert.model.CloseReason;
import dev.culvert.model.filter.AddressRange;
import dev.culvert.model.filter.Clause;
import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.Condition.Address;
import dev.culvert.model.filter.Condition.Amount;
import dev.culvert.model.filter.Condition.Name;
import dev.culvert.model.filter.Condition.Reason;
import dev.culvert.model.filter.Condition.Saying;
import dev.culvert.model.filter.Condition.Started;
import dev.culvert.model.filter.Condition.State;
import dev.culvert.model.filter.Condition.Word;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.NameColumn;
import dev.culvert.model.filter.NamePattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The one translation of filters to SQL. Names are looked up in the dictionary first, so that rows are compared by code. */
final class FilterSql {

    private static final String ERROR_CONTAINS = "h.error is not null and instr(lower(h.error), ?) > 0";

    private final Dictionary dictionary;

    FilterSql(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** A filter whose points in time are fixed, clause by clause. */
    List<SqlCondition> clauses(ConnectionFilter filter) {
        return filter.clauses().stream().map(this::clause).toList();
    }

    private SqlCondition clause(Clause clause) {
        SqlCondition any =
                SqlCondition.any(clause.anyOf().stream().map(this::condition).toList());
        return clause.isExcluding() ? any.not() : any;
    }

    private SqlCondition condition(Condition condition) {
        return switch (condition) {
            case Name name -> name(name.column(), name.pattern());
            case Address address -> address(address);
            case Reason reason -> reasons(r -> r == reason.reason());
            case State state ->
                switch (state.state()) {
                    case State.CLOSED -> SqlCondition.ALWAYS;
                    case State.REFUSED -> reasons(CloseReason::isRefusal);
                    default -> SqlCondition.NEVER;
                };
            case Amount amount -> amount(amount);
            case Started started ->
                SqlCondition.of(
                        started.since() ? "h.started_at >= ?" : "h.started_at < ?",
                        ceiling(started.moment().at(Instant.MAX)));
            case Condition.Id id -> SqlCondition.of("h.id = ?", id.id().value());
            case Saying saying -> error(saying.text());
            case Word word -> word(word);
        };
    }

    /** Rows are exact to the microsecond. */
    static long ceiling(Instant moment) {
        long micros = Micros.of(moment);
        return Micros.toInstant(micros).isBefore(moment) ? micros + 1 : micros;
    }

    private SqlCondition name(NameColumn column, NamePattern pattern) {
        return switch (column) {
            case ENDPOINT -> endpoints(e -> pattern.matches(e.name()) || pattern.matches(e.id()));
            case URL -> endpoints(e -> pattern.matches(e.url()));
            case UPSTREAM -> upstreams(url -> NameColumn.upstream(url).stream().anyMatch(pattern::matches));
            case RULE -> decisions(d -> pattern.matches(d.rule()));
            case ACTION -> decisions(d -> pattern.matches(d.action()));
            case NETWORK -> decisions(d -> pattern.matches(d.network()));
        };
    }

    private SqlCondition endpoints(Predicate<Dictionary.Endpoint> wanted) {
        return SqlCondition.oneOf("h.endpoint", dictionary.endpoints(wanted), IndexKind.ENDPOINT);
    }

    private SqlCondition upstreams(Predicate<String> wanted) {
        return SqlCondition.oneOf("h.upstream", dictionary.texts(wanted), IndexKind.UPSTREAM);
    }

    private SqlCondition decisions(Predicate<Dictionary.Decision> wanted) {
        return SqlCondition.oneOf("h.decision", dictionary.decisions(wanted), IndexKind.DECISION);
    }

    private SqlCondition reasons(Predicate<CloseReason> wanted) {
        List<String> names = Arrays.stream(CloseReason.values())
                .filter(wanted)
                .map(CloseReason::wireName)
                .toList();
        return SqlCondition.oneOf("h.reason", dictionary.texts(names::contains), IndexKind.REASON);
    }

    private SqlCondition address(Address address) {
        if (address.ofClient()) {
            SqlCondition client = client(address.range());
            return address.port() == 0 ? client : client.and("h.client_port = ?", address.port());
        }
        SqlCondition server =
                SqlCondition.oneOf("h.server", dictionary.texts(text -> isIn(address.range(), text)), null);
        return address.port() == 0 ? server : server.and("h.server_port = ?", address.port());
    }

    private static boolean isIn(AddressRange range, String text) {
        int scope = text.indexOf('%');
        return AddressRange.parse(scope < 0 ? text : text.substring(0, scope))
                .filter(one -> range.contains(one.first()))
                .isPresent();
    }

    private static SqlCondition client(AddressRange range) {
        byte[] first = range.first();
        byte[] last = range.last();
        var client = SqlCondition.of("length(h.client) = ? and h.client between ? and ?", first.length, first, last);
        if (first.length == 4) {
            return client.in(IndexKind.CLIENT_V4, IndexKind.keyV4(first), IndexKind.keyV4(last));
        }
        if (Arrays.equals(first, last)) {
            return client.in(IndexKind.CLIENT_V6_HOST, IndexKind.keyV6Host(first), IndexKind.keyV6Host(first));
        }
        return client.in(IndexKind.CLIENT_V6, IndexKind.keyV6(first), IndexKind.keyV6(last));
    }

    private static SqlCondition amount(Amount amount) {
        String expression = switch (amount.quantity()) {
            case BYTES -> "(h.bytes_in + h.bytes_out)";
            case BYTES_IN -> "h.bytes_in";
            case BYTES_OUT -> "h.bytes_out";
            case LASTED -> "max(0, h.lasted_us)";
            case CONNECT -> "coalesce(h.connect_us, -1)";
            case SERVER_PORT -> "h.server_port";
            case CLIENT_PORT -> "h.client_port";
        };
        boolean hasMost = amount.most() < Long.MAX_VALUE;
        long least = Math.max(0, amount.least());
        SqlCondition found = hasMost
                ? SqlCondition.of(expression + " between ? and ?", least, amount.most())
                : SqlCondition.of(expression + " >= ?", least);
        return switch (amount.quantity()) {
            case BYTES -> found.in(IndexKind.BYTES, IndexKind.sizeClass(least), IndexKind.sizeClass(amount.most()));
            // the sum is never less than one direction
            case BYTES_IN, BYTES_OUT ->
                found.in(IndexKind.BYTES, IndexKind.sizeClass(least), IndexKind.sizeClass(Long.MAX_VALUE));
            default -> found;
        };
    }

    private static SqlCondition error(String text) {
        return SqlCondition.of(ERROR_CONTAINS, Saying.folded(text)).in(IndexKind.ERROR, 1, 1);
    }

    private SqlCondition word(Word word) {
        List<SqlCondition> parts = new ArrayList<>();
        parts.add(endpoints(e -> word.isIn(e.name()) || word.isIn(e.url())));
        parts.add(upstreams(word::isIn));
        parts.add(decisions(d -> word.isIn(Word.decision(d.rule(), d.action())) || word.isIn(d.network())));
        parts.add(reasons(word::isReason));
        parts.add(error(word.text()));
        for (AddressRange range : word.clients()) {
            SqlCondition client = client(range);
            parts.add(word.clientPort() == 0 ? client : client.and("h.client_port = ?", word.clientPort()));
        }
        if (word.clients().isEmpty() && word.clientPort() != 0) {
            parts.add(SqlCondition.of("h.client_port = ?", word.clientPort()));
        }
        return SqlCondition.any(parts);
    }
}
