package dev.culvert.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.SampleExchange;
import dev.culvert.model.event.EventType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {

    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path directory;

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Store.FILE_NAME));
    }

    @Test
    void the_newest_one_is_the_last_that_is_run() throws SQLException {
        Store.open(directory).close();
        try (var database = connect();
                var statement = database.createStatement()) {
            assertThat(statement
                            .executeQuery("select version from flyway_schema_history order by installed_rank desc")
                            .getString(1))
                    .isEqualTo(Migrations.NEWEST);
        }
    }

    @Test
    void requests_that_had_a_row_each_are_found_in_blocks() throws SQLException {
        List<HttpExchange> all = new ArrayList<>();
        List<HttpExchange> others = new ArrayList<>();
        try (var database = before("11")) {
            var old = new OldRequests(database);
            for (long number = 1; number <= 1_300; number++) {
                all.add(SampleExchange.of(7, number));
            }
            old.write(1, all);
            others.add(SampleExchange.refused(8, 4));
            others.add(SampleExchange.of(8, 5, "another", 0, DecisionRecord.NONE));
            old.write(1_400, others.subList(0, 1)); // what was between them has been forgotten
            old.write(1_401, others.subList(1, 2));
        }
        try (var store = Store.open(directory)) {
            assertThat(store.requests().of(new ConnectionId(7), ALL, 2_000)).isEqualTo(all.reversed());
            assertThat(store.requests().count(new ConnectionId(7))).isEqualTo(1_300);
            assertThat(store.requests().of(new ConnectionId(7), 520, 20))
                    .isEqualTo(all.subList(499, 519).reversed());
            assertThat(store.requests().of(new ConnectionId(8), ALL, 10)).isEqualTo(others.reversed());
            assertThat(store.journal().after(0, 2_000, Set.of(EventType.HTTP_REQUEST_COMPLETE)))
                    .as("events keep the requests they told of")
                    .extracting(JournalEntry::request)
                    .containsExactlyElementsOf(concat(all, others));
            store.connections().append(List.of(), List.of(SampleExchange.of(9, 1)));
            assertThat(store.journal().after(1_302, 10, Set.of(EventType.HTTP_REQUEST_COMPLETE)))
                    .extracting(JournalEntry::request)
                    .containsExactly(SampleExchange.of(9, 1));
        }
        try (var database = connect();
                var statement = database.createStatement()) {
            assertThat(statement
                            .executeQuery("select group_concat(requests) from http_block")
                            .getString(1))
                    .isEqualTo("512,512,276,2,1");
            assertThat(statement
                            .executeQuery("select count(*) from sqlite_master where name like 'http%row'"
                                    + " or name = 'http_exchange'")
                            .getInt(1))
                    .isZero();
        }
    }

    @Test
    void connections_that_had_a_row_each_are_found_in_blocks() throws SQLException {
        List<ClosedConnection> all = new GeneratedHistory(5, Duration.ofSeconds(2)).next(1_300);
        all.set(1_000, withEverything(all.get(1_000)));
        try (var database = before("11")) {
            new OldConnections(database).write(all);
        }
        try (var store = Store.open(directory)) {
            ConnectionTable kept = store.connections();
            assertThat(kept.find(ClosedQuery.newest(2_000))).isEqualTo(all.reversed());
            assertThat(kept.count()).isEqualTo(1_300);
            assertThat(kept.countRefused())
                    .isEqualTo(all.stream().filter(c -> c.reason().isRefusal()).count());
            assertThat(kept.oldestKept()).contains(all.getFirst().id());
            assertThat(store.journal().after(0, 2_000, Set.of(EventType.TCP_CONNECTION_CLOSED)))
                    .as("events keep the connections they told of")
                    .extracting(JournalEntry::connection)
                    .containsExactlyElementsOf(all);
        }
        try (var database = connect();
                var statement = database.createStatement()) {
            assertThat(statement
                            .executeQuery("select group_concat(connections) from history_fresh")
                            .getString(1))
                    .isEqualTo("512,512,276");
            assertThat(statement
                            .executeQuery("select count(*) from sqlite_master"
                                    + " where name in ('history', 'closed_connection')")
                            .getInt(1))
                    .isZero();
        }
    }

    private static ClosedConnection withEverything(ClosedConnection c) {
        return new ClosedConnection(
                c.id(),
                c.endpoint(),
                c.endpointName(),
                c.endpointUrl(),
                c.client(),
                c.server(),
                c.upstream(),
                c.startedAt(),
                c.endedAt(),
                Duration.ofMillis(21),
                Duration.ofNanos(1_234_000),
                100,
                Long.MAX_VALUE,
                c.reason(),
                new DecisionRecord("office only", "log", "10.0.0.0/8", List.of("a", "b"), List.of("r"), List.of("{}")),
                "Broken pipe");
    }

    private static List<HttpExchange> concat(List<HttpExchange> one, List<HttpExchange> other) {
        List<HttpExchange> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    /** A database as an older version left it. */
    private Connection before(String version) throws SQLException {
        return DriverManager.getConnection(OlderDatabase.make(directory, version));
    }

    /** Writes connections as version 9 of the tables has them: a row each. */
    private static final class OldConnections {

        private final Connection database;
        private final Codes codes;

        OldConnections(Connection database) throws SQLException {
            this.database = database;
            database.setAutoCommit(false);
            this.codes = new Codes(database);
        }

        void write(List<ClosedConnection> connections) throws SQLException {
            var minutes = new MinuteCounts(database);
            for (ClosedConnection c : connections) {
                minutes.add(Micros.of(c.startedAt()), c.reason().isRefusal());
                row(c);
            }
            minutes.write();
            new JournalInsert(database).append(connections);
            insert(database, "history_part", 0, connections.getLast().id().value(), 1, 2, new byte[512]);
            database.commit();
        }

        private void row(ClosedConnection c) throws SQLException {
            var connectTime = c.connectTime();
            var sniffTime = c.sniffTime();
            insert(
                    database,
                    "history",
                    c.id().value(),
                    codes.endpoint(c.endpoint(), c.endpointName(), c.endpointUrl()),
                    c.client().getAddress().getAddress(),
                    c.client().getPort(),
                    codes.server(c.server().getAddress()),
                    c.server().getPort(),
                    codes.upstream(c.upstream()),
                    Micros.of(c.startedAt()),
                    Micros.of(c.endedAt()) - Micros.of(c.startedAt()),
                    connectTime == null ? null : connectTime.toNanos() / 1_000,
                    c.bytesIn(),
                    c.bytesOut(),
                    codes.reason(c.reason()),
                    codes.decision(c.decision()),
                    c.error(),
                    lines(c.decision().handedTo()),
                    lines(c.decision().reports()),
                    lines(c.decision().logs()),
                    sniffTime == null ? null : sniffTime.toNanos() / 1_000);
        }

        private static @Nullable String lines(List<String> entries) {
            return entries.isEmpty() ? null : String.join("\n", entries);
        }
    }

    private static void insert(Connection database, String table, @Nullable Object... values) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(values.length, "?"));
        try (PreparedStatement insert = database.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    /** Writes requests as version 9 of the tables has them: a row each, and one for each run of them. */
    private static final class OldRequests {

        private final Connection database;

        OldRequests(Connection database) throws SQLException {
            this.database = database;
            database.setAutoCommit(false);
            HttpExchange any = SampleExchange.of(1, 1);
            insert(database, "history_endpoint", 1, any.endpoint().value(), any.endpointName(), any.endpointUrl());
            insert(database, "history_text", 1, any.server().getAddress().getHostAddress());
            insert(
                    database,
                    "history_text",
                    2,
                    any.upstream() == null ? "" : any.upstream().url());
            DecisionRecord refusal = SampleExchange.refused(1, 1).decision();
            insert(database, "history_decision", 1, refusal.rule(), refusal.action(), refusal.network());
        }

        void write(long first, List<HttpExchange> run) throws SQLException {
            HttpExchange one = run.getFirst();
            insert(
                    database,
                    "http_run",
                    first,
                    run.size(),
                    one.id().connection().value(),
                    one.id().number(),
                    1,
                    one.client().getAddress().getAddress(),
                    one.client().getPort(),
                    1,
                    one.server().getPort(),
                    Micros.of(one.connectedAt()),
                    one.request().scheme(),
                    one.request().host(),
                    one.request().version(),
                    one.request().userAgent());
            for (int i = 0; i < run.size(); i++) {
                row(first + i, run.get(i));
            }
            insert(
                    database,
                    "event_journal (events, written_at, type, principal, first_request)",
                    run.size(),
                    0,
                    EventType.HTTP_REQUEST_COMPLETE.wireName(),
                    "",
                    first);
            try (var statement = database.createStatement()) {
                statement.executeUpdate("update event_journal set position = coalesce((select before.position"
                        + " + before.events from event_journal before where before.first_request < " + first
                        + " order by before.first_request desc limit 1), 1) where first_request = " + first);
            }
            database.commit();
        }

        private void row(long id, HttpExchange x) throws SQLException {
            var headTime = x.headTime();
            boolean isRefused = !x.decision().equals(DecisionRecord.NONE);
            insert(
                    database,
                    "http_request",
                    id,
                    x.request().method(),
                    x.request().target(),
                    x.upstream() == null ? 0 : 2,
                    Micros.of(x.startedAt()),
                    Micros.of(x.endedAt()) - Micros.of(x.startedAt()),
                    headTime == null ? null : headTime.toNanos() / 1_000,
                    x.status(),
                    x.request().bytes(),
                    x.responseBytes(),
                    isRefused ? 1 : 0,
                    x.error(),
                    null,
                    null,
                    isRefused ? x.decision().logs().getFirst() : null);
        }
    }
}
