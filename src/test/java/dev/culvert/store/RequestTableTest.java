package dev.culvert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.SampleExchange;
import dev.culvert.model.event.EventType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestTableTest {

    private static final long ALL = Long.MAX_VALUE;
    private static final Set<EventType> REQUESTS = Set.of(EventType.HTTP_REQUEST_COMPLETE);

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void write(List<HttpExchange> exchanges) {
        store.connections().append(List.of(), exchanges);
    }

    private static List<HttpExchange> exchanges(long connection, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(n -> SampleExchange.of(connection, n))
                .toList();
    }

    private List<Long> numbers(long connection, long before, int limit) {
        return store.requests().of(new ConnectionId(connection), before, limit).stream()
                .map(x -> x.id().number())
                .toList();
    }

    @Test
    void gives_back_what_was_written() {
        List<HttpExchange> all = List.of(
                SampleExchange.of(7, 1),
                SampleExchange.refused(7, 2),
                SampleExchange.of(7, 3, "", 0, DecisionRecord.NONE));
        write(all);
        assertThat(store.requests().of(new ConnectionId(7), ALL, 10)).containsExactlyElementsOf(all.reversed());
        assertThat(store.requests().of(new ConnectionId(8), ALL, 10)).isEmpty();
    }

    /** Most have none of it, and are written without the columns for it. */
    @Test
    void each_thing_that_few_have_is_kept_by_itself() {
        List<String> none = List.of();
        List<HttpExchange> all = List.of(
                SampleExchange.of(7, 1),
                SampleExchange.of(7, 2, "", 200, new DecisionRecord("", "", "", List.of("api", "db"), none, none)),
                SampleExchange.of(7, 3, "", 200, new DecisionRecord("", "", "", none, List.of("deny"), none)),
                SampleExchange.of(7, 4, "", 200, new DecisionRecord("", "", "", none, none, List.of("{}", "{}"))),
                SampleExchange.of(7, 5, "", 0, new DecisionRecord("", "", "", none, none, none)),
                SampleExchange.of(7, 6));
        write(all);
        assertThat(store.requests().of(new ConnectionId(7), ALL, 10)).containsExactlyElementsOf(all.reversed());
    }

    @Test
    void pages_through_batches_runs_and_gaps() {
        write(concat(exchanges(7, 1, 40), exchanges(9, 1, 3)));
        // 41 to 45 were lost
        write(concat(exchanges(9, 4, 4), exchanges(7, 46, 60)));
        write(List.of(SampleExchange.of(7, 61, "another", 200, DecisionRecord.NONE), SampleExchange.of(7, 62)));
        List<Long> expected = new ArrayList<>();
        LongStream.rangeClosed(1, 62).filter(n -> n < 41 || n > 45).forEach(expected::addFirst);
        assertThat(numbers(7, ALL, 100)).isEqualTo(expected);
        for (int size : List.of(1, 7, 16)) {
            List<Long> paged = new ArrayList<>();
            long before = ALL;
            List<Long> page = numbers(7, before, size);
            while (!page.isEmpty() && paged.size() < 100) {
                assertThat(page).hasSizeLessThanOrEqualTo(size);
                paged.addAll(page);
                before = page.getLast();
                page = numbers(7, before, size);
            }
            assertThat(paged).as("pages of %d", size).isEqualTo(expected);
        }
        assertThat(numbers(7, 43, 2)).containsExactly(40L, 39L);
        assertThat(store.requests().count(new ConnectionId(7))).isEqualTo(57);
        assertThat(numbers(9, ALL, 10)).containsExactly(4L, 3L, 2L, 1L);
        assertThat(store.requests().count(new ConnectionId(8))).isZero();
    }

    private static List<HttpExchange> concat(List<HttpExchange> one, List<HttpExchange> other) {
        List<HttpExchange> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    @Test
    void a_gap_within_a_batch_moves_no_number() {
        write(concat(exchanges(7, 1, 3), exchanges(7, 9, 12)));
        assertThat(numbers(7, ALL, 10)).containsExactly(12L, 11L, 10L, 9L, 3L, 2L, 1L);
        assertThat(numbers(7, 10, 2)).containsExactly(9L, 3L);
    }

    @Test
    void requests_of_one_connection_share_a_run() throws SQLException {
        write(concat(exchanges(7, 1, 50), exchanges(8, 1, 1)));
        assertThat(count("http_run")).isEqualTo(2);
    }

    @Test
    void a_batch_that_fails_leaves_nothing_and_can_be_written_again() throws SQLException {
        write(exchanges(7, 1, 2));
        try (Connection c = connect()) {
            c.createStatement().executeUpdate("alter table http_run rename column requests to hidden");
        }
        assertThatThrownBy(() -> write(exchanges(7, 3, 4))).isInstanceOf(StoreException.class);
        try (Connection c = connect()) {
            c.createStatement().executeUpdate("alter table http_run rename column hidden to requests");
        }
        assertThat(numbers(7, ALL, 10)).containsExactly(2L, 1L);
        write(exchanges(7, 3, 4));
        assertThat(numbers(7, ALL, 10)).containsExactly(4L, 3L, 2L, 1L);
        assertThat(store.journal().head()).isEqualTo(4);
    }

    @Test
    void a_batch_whose_runs_wait_when_it_fails_leaves_none_of_them_and_no_hole() throws SQLException {
        write(exchanges(7, 1, 2));
        try (Connection c = connect()) {
            c.createStatement()
                    .executeUpdate("create trigger refusal before insert on http_block when new.first = 3"
                            + " begin select raise(abort, 'refused'); end");
        }
        assertThatThrownBy(() -> write(exchanges(7, 3, 4))).isInstanceOf(StoreException.class);
        try (Connection c = connect()) {
            c.createStatement().executeUpdate("drop trigger refusal");
        }
        write(exchanges(8, 1, 2));
        assertThat(count("http_run")).isEqualTo(2);
        assertThat(numbers(7, ALL, 10)).containsExactly(2L, 1L);
        assertThat(numbers(8, ALL, 10)).containsExactly(2L, 1L);
    }

    @Test
    void a_batch_that_fails_between_its_blocks_leaves_none_of_them() throws SQLException {
        write(exchanges(7, 1, 2));
        List<HttpExchange> batch = exchanges(7, 3, 600);
        batch = concat(batch, List.of(SampleExchange.refused(7, 601)));
        try (Connection c = connect()) {
            c.createStatement()
                    .executeUpdate("create trigger refusal before insert on history_decision"
                            + " begin select raise(abort, 'refused'); end");
        }
        List<HttpExchange> refused = batch;
        assertThatThrownBy(() -> write(refused)).isInstanceOf(StoreException.class);
        try (Connection c = connect()) {
            c.createStatement().executeUpdate("drop trigger refusal");
        }
        write(exchanges(8, 1, 2));
        assertThat(count("http_block")).isEqualTo(2);
        assertThat(numbers(7, ALL, 10)).containsExactly(2L, 1L);
        assertThat(numbers(8, ALL, 10)).containsExactly(2L, 1L);
    }

    @Test
    void a_block_tells_when_its_first_request_began_and_its_last_one_ended() throws SQLException {
        write(List.of(
                SampleExchange.of(7, 50), SampleExchange.of(8, 2), SampleExchange.of(9, 70), SampleExchange.of(1, 9)));
        try (Connection c = connect();
                ResultSet row = c.createStatement().executeQuery("select started_from, ended_to from http_block")) {
            assertThat(Micros.toInstant(row.getLong(1)))
                    .isEqualTo(SampleExchange.of(8, 2).startedAt());
            assertThat(Micros.toInstant(row.getLong(2)))
                    .isEqualTo(SampleExchange.of(9, 70).endedAt());
        }
    }

    @Test
    void a_block_of_a_form_that_is_not_known_is_told() throws SQLException {
        write(exchanges(7, 1, 2));
        try (Connection c = connect()) {
            c.createStatement().executeUpdate("update http_block set rows = x'02'");
        }
        assertThatThrownBy(() -> numbers(7, ALL, 10))
                .isInstanceOf(StoreException.class)
                .hasMessage("The history cannot be read: HTTP requests are of a form that this version does not know");
    }

    @Test
    void an_id_that_was_taken_back_is_given_again() throws SQLException {
        write(exchanges(7, 1, 2));
        try (Connection c = connect()) {
            c.createStatement()
                    .executeUpdate("create trigger refusal before insert on event_journal"
                            + " begin select raise(abort, 'refused'); end");
        }
        assertThatThrownBy(() -> write(exchanges(7, 3, 4))).isInstanceOf(StoreException.class);
        try (Connection c = connect()) {
            c.createStatement().executeUpdate("drop trigger refusal");
        }
        write(exchanges(7, 3, 4));
        try (Connection c = connect();
                ResultSet row = c.createStatement().executeQuery("select max(first + requests - 1) from http_block")) {
            assertThat(row.getLong(1)).isEqualTo(4);
        }
    }

    @Test
    void the_journal_tells_of_requests_and_connections_in_the_order_of_their_writing() {
        write(exchanges(7, 1, 3));
        store.journal().append(EventType.ENDPOINT_CREATED, "", "{}");
        write(exchanges(8, 1, 2));
        List<JournalEntry> all = store.journal().after(1, 10, EventType.TRAFFIC);
        assertThat(all).extracting(JournalEntry::position).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(all)
                .extracting(JournalEntry::request)
                .containsExactly(
                        SampleExchange.of(7, 2),
                        SampleExchange.of(7, 3),
                        null,
                        SampleExchange.of(8, 1),
                        SampleExchange.of(8, 2));
        assertThat(store.journal().auditsAfter(0, 10))
                .extracting(JournalEntry::position)
                .containsExactly(4L);
        assertThat(store.journal().before(3, 10, REQUESTS))
                .extracting(JournalEntry::request)
                .containsExactly(SampleExchange.of(7, 2), SampleExchange.of(7, 1));
    }

    @Test
    void traffic_that_nobody_wants_is_passed_over_in_one_step() {
        write(exchanges(7, 1, 500));
        store.journal().append(EventType.ENDPOINT_CREATED, "", "{}");
        Set<EventType> others = Set.of(EventType.TCP_CONNECTION_CLOSED);
        List<JournalEntry> all = store.journal().after(100, 10, others);
        assertThat(all).extracting(JournalEntry::position).containsExactly(500L, 501L);
        assertThat(all).extracting(JournalEntry::isPassedOver).containsExactly(true, false);
        assertThat(all).noneMatch(JournalEntry::isForgotten);
        List<JournalEntry> back = store.journal().before(300, 10, others);
        assertThat(back).extracting(JournalEntry::from).containsExactly(1L);
    }

    @Test
    void forgets_by_age_a_block_at_a_time() {
        write(exchanges(7, 1, 1_000));
        Instant limit = SampleExchange.of(7, 601).endedAt();
        while (store.upkeep().forget(limit, ALL)) {
            // until nothing is too old
        }
        assertThat(numbers(7, ALL, 2_000)).hasSize(488).endsWith(513L);
        assertThat(store.requests().count(new ConnectionId(7))).isEqualTo(488);
        List<JournalEntry> all = store.journal().after(0, 2_000, REQUESTS);
        assertThat(all.stream().filter(JournalEntry::isForgotten)).hasSize(512);
    }

    @Test
    void forgets_runs_and_places_with_their_last_request_and_never_gives_an_id_again() throws SQLException {
        write(exchanges(7, 1, 10));
        write(exchanges(8, 1, 10));
        store.journal().append(EventType.ENDPOINT_CREATED, "", "{}");
        while (store.upkeep().forget(Instant.parse("2100-01-01T00:00:00Z"), ALL)) {
            // until nothing is left
        }
        assertThat(count("http_block")).isZero();
        assertThat(count("http_run")).isZero();
        assertThat(count("event_journal")).isEqualTo(3);
        close();
        open();
        write(exchanges(9, 1, 1));
        assertThat(store.journal().after(0, 100, REQUESTS).stream().filter(e -> e.request() != null))
                .extracting(JournalEntry::position)
                .as("a place whose request is forgotten never gets another one")
                .containsExactly(22L);
        store.journal().prune(Instant.EPOCH);
        assertThat(count("event_journal")).isEqualTo(2);
    }

    @Test
    void forgets_the_oldest_of_both_when_the_file_is_too_large() {
        List<ClosedConnection> connections = new GeneratedHistory(1, Duration.ofSeconds(2)).next(2_000);
        store.connections().append(connections, exchanges(7, 1, 2_000));
        Instant first = connections.getFirst().startedAt();
        boolean requestsAreOlder = SampleExchange.START.isBefore(first);
        assertThat(store.upkeep().forget(Instant.EPOCH, 1)).isTrue();
        assertThat(store.connections().count()).isEqualTo(requestsAreOlder ? 2_000 : 1_488);
        assertThat(store.requests().count(new ConnectionId(7))).isEqualTo(requestsAreOlder ? 1_488 : 2_000);
    }

    @Test
    void keeps_a_hundred_thousand_of_one_connection() {
        for (int from = 1; from < 100_000; from += 2_000) {
            write(exchanges(7, from, from + 1_999));
        }
        assertThat(store.requests().count(new ConnectionId(7))).isEqualTo(100_000);
        long begin = System.nanoTime();
        assertThat(numbers(7, 50_000, 100)).hasSize(100).startsWith(49_999L);
        assertThat((System.nanoTime() - begin) / 1_000_000)
                .as("ms for a page in the middle")
                .isLessThan(500);
    }

    private long count(String table) throws SQLException {
        try (Connection c = connect();
                var statement = c.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            return row.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Store.FILE_NAME));
    }
}
