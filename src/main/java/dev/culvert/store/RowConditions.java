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
import java.util.function.ToLongFunction;

/** The one translation of filters to rows. Names are looked up in the dictionary first, so that rows are compared by code. */
final class RowConditions {

    private final Dictionary dictionary;

    RowConditions(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** Of a filter whose points in time are fixed, clause by clause. */
    List<RowCondition> clauses(ConnectionFilter filter) {
        return filter.clauses().stream().map(this::clause).toList();
    }

    private RowCondition clause(Clause clause) {
        RowCondition any =
                RowCondition.any(clause.anyOf().stream().map(this::condition).toList());
        return clause.isExcluding() ? any.not() : any;
    }

    private RowCondition condition(Condition condition) {
        return switch (condition) {
            case Name name -> name(name.column(), name.pattern());
            case Address address -> address(address);
            case Reason reason -> reasons(r -> r == reason.reason());
            case State state ->
                switch (state.state()) {
                    case State.CLOSED -> RowCondition.ALWAYS;
                    case State.REFUSED -> reasons(CloseReason::isRefusal);
                    default -> RowCondition.NEVER;
                };
            case Amount amount -> amount(amount);
            case Started started -> started(started); // parts and blocks know their times
            case Condition.Id id -> id(id.id().value());
            case Saying saying -> error(saying.text());
            case Word word -> word(word);
        };
    }

    private static RowCondition id(long id) {
        return RowCondition.of(row -> row.id() == id);
    }

    /** Rows are exact to the microsecond. */
    private static RowCondition started(Started started) {
        long moment = Micros.ceiling(started.moment().at(Instant.MAX));
        return started.since()
                ? RowCondition.of(row -> row.startedAt() >= moment)
                : RowCondition.of(row -> row.startedAt() < moment);
    }

    private RowCondition name(NameColumn column, NamePattern pattern) {
        return switch (column) {
            case ENDPOINT -> endpoints(e -> pattern.matches(e.name()) || pattern.matches(e.id()));
            case URL -> endpoints(e -> pattern.matches(e.url()));
            case UPSTREAM -> upstreams(url -> NameColumn.upstream(url).stream().anyMatch(pattern::matches));
            case RULE -> decisions(d -> pattern.matches(d.rule()));
            case ACTION -> decisions(d -> pattern.matches(d.action()));
            case NETWORK -> decisions(d -> pattern.matches(d.network()));
        };
    }

    private RowCondition endpoints(Predicate<Dictionary.Endpoint> wanted) {
        return RowCondition.oneOf(row -> row.shape().endpoint(), dictionary.endpoints(wanted), IndexKind.ENDPOINT);
    }

    private RowCondition upstreams(Predicate<String> wanted) {
        return RowCondition.oneOf(row -> row.shape().upstream(), dictionary.texts(wanted), IndexKind.UPSTREAM);
    }

    private RowCondition decisions(Predicate<Dictionary.Decision> wanted) {
        return RowCondition.oneOf(row -> row.shape().decision(), dictionary.decisions(wanted), IndexKind.DECISION);
    }

    private RowCondition reasons(Predicate<CloseReason> wanted) {
        List<String> names = Arrays.stream(CloseReason.values())
                .filter(wanted)
                .map(CloseReason::wireName)
                .toList();
        return RowCondition.oneOf(row -> row.shape().reason(), dictionary.texts(names::contains), IndexKind.REASON);
    }

    private RowCondition address(Address address) {
        int port = address.port();
        if (address.ofClient()) {
            RowCondition client = client(address.range());
            return port == 0 ? client : client.and(clientPort(port));
        }
        RowCondition server =
                RowCondition.oneOf(row -> row.shape().server(), dictionary.texts(text -> isIn(address.range(), text)));
        return port == 0 ? server : server.and(row -> row.shape().serverPort() == port);
    }

    private static Predicate<CodedConnection> clientPort(int port) {
        return row -> row.clientPort() == port;
    }

    private static boolean isIn(AddressRange range, String text) {
        int scope = text.indexOf('%');
        return AddressRange.parse(scope < 0 ? text : text.substring(0, scope))
                .filter(one -> range.contains(one.first()))
                .isPresent();
    }

    private static RowCondition client(AddressRange range) {
        byte[] first = range.first();
        byte[] last = range.last();
        RowCondition client = RowCondition.of(row -> range.contains(row.client()));
        if (first.length == 4) {
            return client.in(IndexKind.CLIENT_V4, IndexKind.keyV4(first), IndexKind.keyV4(last));
        }
        if (Arrays.equals(first, last)) {
            return client.in(IndexKind.CLIENT_V6_HOST, IndexKind.keyV6Host(first), IndexKind.keyV6Host(first));
        }
        return client.in(IndexKind.CLIENT_V6, IndexKind.keyV6(first), IndexKind.keyV6(last));
    }

    private static RowCondition amount(Amount amount) {
        ToLongFunction<CodedConnection> column = switch (amount.quantity()) {
            case BYTES -> row -> IndexKind.total(row.bytesIn(), row.bytesOut());
            case BYTES_IN -> CodedConnection::bytesIn;
            case BYTES_OUT -> CodedConnection::bytesOut;
            case LASTED -> row -> Math.max(0, row.lasted());
            case CONNECT -> CodedConnection::connected;
            case SERVER_PORT -> row -> row.shape().serverPort();
            case CLIENT_PORT -> CodedConnection::clientPort;
        };
        long least = Math.max(0, amount.least());
        long most = amount.most();
        RowCondition found = RowCondition.of(row -> {
            long value = column.applyAsLong(row);
            return value >= least && value <= most;
        });
        return switch (amount.quantity()) {
            case BYTES -> found.in(IndexKind.BYTES, IndexKind.sizeClass(least), IndexKind.sizeClass(most));
            // the sum is never less than one direction
            case BYTES_IN, BYTES_OUT ->
                found.in(IndexKind.BYTES, IndexKind.sizeClass(least), IndexKind.sizeClass(Long.MAX_VALUE));
            default -> found;
        };
    }

    private static RowCondition error(String text) {
        String wanted = Saying.folded(text);
        return RowCondition.of(row -> {
                    String error = row.extras().error();
                    return error != null && Saying.folded(error).contains(wanted);
                })
                .in(IndexKind.ERROR, 1, 1);
    }

    private RowCondition word(Word word) {
        List<RowCondition> parts = new ArrayList<>();
        parts.add(endpoints(e -> word.isIn(e.name()) || word.isIn(e.url())));
        parts.add(upstreams(word::isIn));
        parts.add(decisions(d -> word.isIn(Word.decision(d.rule(), d.action())) || word.isIn(d.network())));
        parts.add(reasons(word::isReason));
        parts.add(error(word.text()));
        int port = word.clientPort();
        for (AddressRange range : word.clients()) {
            RowCondition client = client(range);
            parts.add(port == 0 ? client : client.and(clientPort(port)));
        }
        if (word.clients().isEmpty() && port != 0) {
            parts.add(RowCondition.of(clientPort(port)));
        }
        return RowCondition.any(parts);
    }
}
