package dev.culvert.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.filter.ConnectionFilter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history is indexed and shortened under those who write and read it. */
final class HistoryUpkeepTest {

    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private static final List<String> TABLES = List.of(
            "history_fresh", "history_part", "history_block", "history_index", "history_pairs", "history_minute");

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

    private List<ClosedConnection> fill(int count) {
        List<ClosedConnection> made = new GeneratedHistory(3, Duration.ofSeconds(2)).next(count);
        for (int i = 0; i < count; i += 2_000) {
            store.connections().append(made.subList(i, Math.min(count, i + 2_000)));
        }
        return made;
    }

    private void index() {
        boolean goOn = true;
        while (goOn) {
            goOn = store.upkeep().index();
        }
    }

    @Test
    void a_search_touches_only_the_blocks_that_the_index_names() throws SQLException {
        List<ClosedConnection> made = fill(3 * HistoryPart.ROWS);
        index();
        ClosedConnection rare = made.get(HistoryPart.ROWS + 77);
        String client = rare.client().getAddress().getHostAddress();
        int fresh = 0;
        try (Connection database = database()) {
            fresh = BlockPlace.fresh(database).size();
        }
        for (String text : List.of("client:" + client, "client:203.0.113.5", "endpoint:nowhere", "bytes>9EB")) {
            long possible = made.stream()
                    .filter(c -> text.endsWith(":" + c.client().getAddress().getHostAddress()))
                    .count();
            assertThat(blocks(text)).as(text).isLessThanOrEqualTo(fresh + (int) possible);
        }
        assertThat(blocks("")).as("without a filter").isGreaterThanOrEqualTo(3 * HistoryPart.BLOCKS);
    }

    /** Each of the two is in nearly every block; in one row they are in few. */
    @Test
    void a_search_for_several_values_passes_over_blocks_in_which_no_row_has_them_together() throws SQLException {
        List<ClosedConnection> made = fill(2 * HistoryPart.ROWS);
        index();
        int fresh = 0;
        try (Connection database = database()) {
            fresh = BlockPlace.fresh(database).size();
        }
        int blocks = 0;
        int touched = 0;
        int needed = 0;
        for (int i = 0; i < 40; i++) {
            ClosedConnection one = made.get(i * 1_001);
            ClosedConnection other = made.get(i * 997 + 13);
            String client = other.client().getAddress().getHostAddress();
            long least = one.bytesIn() + one.bytesOut();
            String text = "endpoint:\"" + one.endpointName() + "\" client:" + client + " bytes>=" + least;
            List<Integer> wanted = new ArrayList<>();
            for (int row = 0; row < made.size(); row++) {
                ClosedConnection c = made.get(row);
                if (c.endpointName().equals(one.endpointName())
                        && c.client().getAddress().equals(other.client().getAddress())
                        && c.bytesIn() + c.bytesOut() >= least) {
                    wanted.add(row / HistoryPart.BLOCK_ROWS);
                }
            }
            touched += blocks(text) - fresh;
            assertThat(store.connections().find(query(text))).as(text).hasSize(Math.min(100, wanted.size()));
            blocks += 2 * HistoryPart.BLOCKS;
            needed += Math.toIntExact(wanted.stream().distinct().count());
        }
        assertThat(touched).isBetween(needed, needed + blocks / 10);
    }

    @Test
    void values_that_come_together_late_are_found() {
        List<ClosedConnection> made = fill(HistoryPart.ROWS + 10);
        ClosedConnection late = made.get(5_000);
        index();
        ClosedConnection other = made.stream()
                .filter(c -> c.client().getAddress().getAddress().length == 4
                        && !c.endpointName().equals(late.endpointName()))
                .findFirst()
                .orElseThrow();
        var strange = new InetSocketAddress(InetAddress.ofLiteral("198.18.7.7"), 1);
        for (ClosedConnection like : List.of(late, other)) {
            store.connections()
                    .append(List.of(new ClosedConnection(
                            new ConnectionId(like.id().value() + 1),
                            like.endpoint(),
                            like.endpointName(),
                            like.endpointUrl(),
                            strange,
                            like.server(),
                            like.upstream(),
                            like.startedAt(),
                            like.endedAt(),
                            like.sniffTime(),
                            like.connectTime(),
                            1,
                            2,
                            like.reason(),
                            like.decision(),
                            like.error())));
            String text = "endpoint:\"" + like.endpointName() + "\" client:198.18.7.7 bytes:3 reason:"
                    + like.reason().wireName();
            assertThat(store.connections().find(query(text))).as(text).hasSize(1);
        }
    }

    private int blocks(String filter) throws SQLException {
        return blocks(filter, NO_LIMIT);
    }

    private int blocks(String filter, long before) throws SQLException {
        try (Connection database = database();
                var blocks =
                        new HistorySearch(database, ConnectionFilter.parse(filter, Clock.systemUTC())).blocks(before)) {
            int count = 0;
            while (blocks.next() != null) {
                count++;
            }
            return count;
        }
    }

    @Test
    void what_is_newer_than_wanted_is_not_read() throws SQLException {
        List<ClosedConnection> made = fill(HistoryPart.ROWS);
        index();
        assertThat(blocks("", made.get(1_000).id().value())).isEqualTo(2);
        assertThat(blocks("", made.getFirst().id().value())).isZero();
    }

    @Test
    void no_query_scans_a_table() throws SQLException {
        fill(HistoryPart.ROWS);
        index();
        try (Connection database = database()) {
            for (String sql : List.of(BlockQueue.MASK, PairSearch.KEYS, PairSearch.PAIRS, RequestTable.RUNS)) {
                assertThat(plan(database, sql))
                        .as(sql)
                        .isNotEmpty()
                        .noneMatch(step -> step.startsWith("SCAN"))
                        .noneMatch(step -> step.contains("TEMP B-TREE"));
            }
        }
    }

    private static List<String> plan(Connection database, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (var statement = database.prepareStatement("explain query plan " + sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
        }
        return steps;
    }

    @Test
    void what_is_not_indexed_is_found_all_the_same() {
        List<ClosedConnection> made = fill(HistoryPart.ROWS / 2);
        assertThat(store.upkeep().index()).isFalse();
        ClosedConnection last = made.getLast();
        assertThat(store.connections().find(query("id:" + last.id()))).containsExactly(last);
        assertThat(store.connections().find(query(""))).first().isEqualTo(last);
    }

    @Test
    void small_blocks_are_put_together() throws SQLException {
        List<ClosedConnection> made = new GeneratedHistory(3, Duration.ofSeconds(2)).next(1_200);
        for (ClosedConnection one : made) {
            store.connections().append(List.of(one));
            index();
        }
        try (Connection database = database()) {
            List<BlockPlace> fresh = BlockPlace.fresh(database);
            assertThat(fresh).hasSizeLessThanOrEqualTo(HistorySeal.MOST_SMALL + 3);
            assertThat(fresh.stream().mapToInt(b -> b.span().connections()).sum())
                    .isEqualTo(1_200);
            assertThat(fresh).anyMatch(b -> b.span().connections() >= HistorySeal.LEAST);
        }
        assertThat(store.connections().find(new ClosedQuery(ConnectionFilter.ALL, null, 2_000)))
                .isEqualTo(made.reversed());
    }

    private static ClosedQuery query(String filter) {
        return new ClosedQuery(ConnectionFilter.parse(filter, Clock.systemUTC()), null, 100);
    }

    @Test
    void forgets_what_ended_before_a_time_and_nothing_else() {
        List<ClosedConnection> made = fill(2 * HistoryPart.ROWS + 300);
        index();
        Instant limit = made.get(HistoryPart.ROWS + 5_000).startedAt();
        forget(limit, NO_LIMIT);

        List<ClosedConnection> kept =
                made.stream().filter(c -> !c.endedAt().isBefore(limit)).toList();
        assertThat(kept.size()).isLessThan(made.size() - HistoryPart.ROWS);
        List<ClosedConnection> found = new ArrayList<>();
        store.connections().each(ConnectionFilter.ALL, Order.NEWEST_FIRST, found::add);
        assertThat(found.reversed()).isEqualTo(kept);
        assertThat(store.connections().count()).isEqualTo(kept.size());
        assertThat(store.connections().countRefused())
                .isEqualTo(kept.stream().filter(c -> c.reason().isRefusal()).count());
        assertThat(store.connections().oldestKept()).contains(kept.getFirst().id());
        String client = kept.getLast().client().getAddress().getHostAddress();
        assertThat(store.connections().find(query("client:" + client))).contains(kept.getLast());
    }

    @Test
    void shrinks_to_a_size_and_gives_the_room_back() throws Exception {
        fill(4 * HistoryPart.ROWS);
        index();
        long before = store.upkeep().usedBytes();
        forget(Instant.EPOCH, before / 4);

        assertThat(store.upkeep().usedBytes()).isBetween(before / 8, before / 4);
        try (Connection database = database();
                var statement = database.createStatement()) {
            boolean unused = statement.execute("pragma wal_checkpoint(truncate)");
        }
        // some room is kept for what comes next
        assertThat(Files.size(directory.resolve(Store.FILE_NAME))).isLessThan(before);
        assertThat(store.connections().count()).isBetween(HistoryPart.ROWS / 4L, 2L * HistoryPart.ROWS);
    }

    private void forget(Instant before, long most) {
        boolean goOn = true;
        while (goOn) {
            goOn = store.upkeep().forget(before, most);
        }
    }

    @Test
    void forgets_everything_and_goes_on() {
        List<ClosedConnection> made = fill(HistoryPart.ROWS + 100);
        index();
        assertThat(count("history_pairs")).isEqualTo(HistoryPart.BLOCKS);
        forget(EVER, NO_LIMIT);
        for (String table : TABLES) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(store.connections().count()).isZero();
        assertThat(store.connections().oldestKept()).isEmpty();
        store.connections().append(made.subList(50, 60));
        assertThat(store.connections().find(query("")))
                .isEqualTo(made.subList(50, 60).reversed());
    }

    @Test
    void forgets_what_is_not_indexed_to_the_connection() {
        List<ClosedConnection> made = fill(700);
        Instant limit = made.get(300).endedAt();
        forget(limit, NO_LIMIT);
        List<ClosedConnection> kept =
                made.stream().filter(c -> !c.endedAt().isBefore(limit)).toList();
        assertThat(store.connections().find(new ClosedQuery(ConnectionFilter.ALL, null, 1_000)))
                .isEqualTo(kept.reversed());
        assertThat(store.connections().count()).isEqualTo(kept.size());
        assertThat(store.upkeep().forget(limit, NO_LIMIT)).isFalse();
    }

    private long count(String table) {
        try (Connection database = database();
                var count = database.prepareStatement("select count(*) from " + table)) {
            return count.executeQuery().getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Store.FILE_NAME));
    }
}
