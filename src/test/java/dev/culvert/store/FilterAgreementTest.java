package dev.culvert.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.FilterTarget;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filter means the same to open connections, as a predicate, and to ended ones, in blocks with an index. */
final class FilterAgreementTest {

    private static final int ROWS = 2 * HistoryPart.ROWS + 5_000;
    private static final int SOME = 200;
    private static final HistorySpan EVER =
            new HistorySpan(GeneratedHistory.START, Instant.parse("2027-01-01T00:00:00Z"), Duration.ofDays(61));
    private static final Clock CLOCK = Clock.fixed(GeneratedHistory.START.plus(Duration.ofHours(80)), ZoneOffset.UTC);

    @TempDir
    static Path directory;

    private static final List<ClosedConnection> ALL = new ArrayList<>();
    private static Store store;

    @BeforeAll
    static void fill() {
        store = Store.open(directory);
        List<ClosedConnection> made = new GeneratedHistory(7, Duration.ofSeconds(4)).next(ROWS);
        // some end long after others that began later
        var random = new Random(8);
        List<ClosedConnection> late = new ArrayList<>(made.subList(0, HistoryPart.ROWS + 900).stream()
                .filter(c -> random.nextInt(40) == 0)
                .toList());
        List<ClosedConnection> first = new ArrayList<>(made);
        first.removeAll(late);
        Collections.shuffle(late, random);
        store.connections().append(first);
        while (store.upkeep().index()) {
            assertThat(store.connections().count()).isEqualTo(first.size());
        }
        store.connections().append(late.subList(0, late.size() / 2));
        while (store.upkeep().index()) {
            assertThat(store.connections().count()).isEqualTo(first.size() + late.size() / 2);
        }
        store.connections().append(late.subList(late.size() / 2, late.size()));
        ALL.addAll(made);
        ALL.sort(Comparator.comparing(ClosedConnection::id).reversed());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void the_history_and_the_predicate_agree_on_random_filters() {
        var random = new Random(9);
        int withSome = 0;
        for (int i = 0; i < 250; i++) {
            String text = filter(random);
            ConnectionFilter filter = ConnectionFilter.parse(text, CLOCK);
            List<ClosedConnection> wanted = ALL.stream()
                    .filter(c -> filter.matches(FilterTarget.of(c), CLOCK.instant()))
                    .toList();
            // the first few, some in the middle, and whether those are all
            List<ClosedConnection> found =
                    store.connections().find(new ClosedQuery(filter.at(CLOCK.instant()), null, SOME));
            assertThat(found).as(text).isEqualTo(wanted.stream().limit(SOME).toList());
            var middle = ALL.get(random.nextInt(ROWS)).id();
            List<ClosedConnection> below =
                    store.connections().find(new ClosedQuery(filter.at(CLOCK.instant()), middle, SOME));
            assertThat(below)
                    .as(text)
                    .isEqualTo(wanted.stream()
                            .filter(c -> c.id().compareTo(middle) < 0)
                            .limit(SOME)
                            .toList());
            HistoryCounts counts = store.connections().counts(filter.at(CLOCK.instant()), EVER, () -> false);
            assertThat(counts.total()).as(text).isEqualTo(wanted.size());
            withSome += wanted.isEmpty() || wanted.size() == ROWS ? 0 : 1;
        }
        assertThat(withSome).as("filters that part the connections").isGreaterThan(100);
    }

    @Test
    void counts_by_time_agree() {
        var span = new HistorySpan(
                GeneratedHistory.START.minus(Duration.ofHours(1)), CLOCK.instant(), Duration.ofHours(3));
        for (String text : List.of("", "endpoint:db", "reason:refused", "bytes>1MB -client:10.0.0.0/8")) {
            ConnectionFilter filter = ConnectionFilter.parse(text, CLOCK);
            HistoryCounts counts = store.connections().counts(filter, span, () -> false);
            long[] others = new long[span.parts()];
            long[] refused = new long[span.parts()];
            for (ClosedConnection c : ALL) {
                if (filter.matches(FilterTarget.of(c), CLOCK.instant())
                        && c.startedAt().isBefore(span.to())) {
                    int part = Math.toIntExact(
                            Duration.between(span.from(), c.startedAt()).dividedBy(span.step()));
                    (c.reason().isRefusal() ? refused : others)[part]++;
                }
            }
            assertThat(counts.others()).as(text).isEqualTo(others);
            assertThat(counts.refused()).as(text).isEqualTo(refused);
        }
    }

    @Test
    void every_order_is_that_of_its_column() {
        ConnectionFilter filter = ConnectionFilter.parse("endpoint:db reason:upstream_closed", CLOCK);
        List<ClosedConnection> wanted = ALL.stream()
                .filter(c -> filter.matches(FilterTarget.of(c), CLOCK.instant()))
                .toList();
        Comparator<ClosedConnection> byBytes = Comparator.comparingLong(c -> c.bytesIn() + c.bytesOut());
        Comparator<ClosedConnection> newest =
                Comparator.comparing(ClosedConnection::id).reversed();
        assertThat(store.connections().find(new ClosedQuery(filter, null, Order.parse("-bytes"), 300)))
                .isEqualTo(wanted.stream()
                        .sorted(byBytes.reversed().thenComparing(newest))
                        .limit(300)
                        .toList());
        for (Order.By by : Order.By.values()) {
            for (boolean isDescending : new boolean[] {false, true}) {
                var order = new Order(by, isDescending);
                List<ClosedConnection> streamed = new ArrayList<>();
                store.connections().each(filter, order, streamed::add);
                assertThat(streamed).as(order.toString()).hasSameSizeAs(wanted).containsAll(wanted.subList(0, 50));
                assertThat(store.connections().find(new ClosedQuery(filter, null, order, wanted.size())))
                        .as("sorted in memory by " + order)
                        .isEqualTo(streamed);
            }
        }
        List<ClosedConnection> oldest = new ArrayList<>();
        store.connections().each(filter, new Order(Order.By.STARTED, false), oldest::add);
        assertThat(oldest).isEqualTo(wanted.reversed());
    }

    @Test
    void pages_hang_together() {
        ConnectionFilter filter = ConnectionFilter.parse("reason:refused,client_reset", CLOCK);
        List<ClosedConnection> paged = new ArrayList<>();
        List<ClosedConnection> page;
        do {
            var before = paged.isEmpty() ? null : paged.getLast().id();
            page = store.connections().find(new ClosedQuery(filter, before, 37));
            paged.addAll(page);
        } while (page.size() == 37);
        assertThat(paged)
                .isEqualTo(ALL.stream()
                        .filter(c -> c.reason().isRefusal() || c.reason() == CloseReason.CLIENT_RESET)
                        .toList());
    }

    private static String filter(Random random) {
        List<String> terms = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String term = TERMS.get(random.nextInt(TERMS.size())).apply(ALL.get(random.nextInt(ALL.size())));
            terms.add((random.nextInt(5) == 0 ? "-" : "") + term);
        }
        return String.join(" ", terms);
    }

    private static final List<Function<ClosedConnection, String>> TERMS = List.of(
            c -> "endpoint:\"" + c.endpointName() + "\"",
            c -> "endpoint:\"" + c.endpointName().toUpperCase(Locale.ROOT) + "\"",
            c -> "endpoint:service*," + c.endpoint(),
            c -> "client:" + c.client().getAddress().getHostAddress(),
            c -> "client:" + c.client().getAddress().getHostAddress() + "/" + (c.bytesIn() % 33),
            c -> "client:2001:db8:0:" + c.bytesIn() % 8 + "::/64",
            c -> "client:2001:db8:0:" + c.bytesIn() % 8 + "::2" + c.bytesIn() % 10,
            c -> "server:::1",
            c -> "server:127.0.0.0/8",
            c -> "reason:" + c.reason().wireName(),
            c -> "reason:refused",
            c -> "reason:upstream_*,killed",
            c -> "state:closed",
            c -> "state:refused,open",
            c -> "bytes>" + c.bytesIn(),
            c -> "bytes:" + c.bytesOut() / 2 + ".." + c.bytesOut() * 2,
            c -> "bytes<=" + c.bytesIn(),
            c -> "in>=" + c.bytesIn(),
            c -> "out<1.5kB",
            c -> "duration>" + c.duration().toMillis() + "ms",
            c -> "duration<5s",
            c -> "connect>20ms",
            c -> "port:" + c.server().getPort(),
            c -> "client-port<" + c.client().getPort(),
            c -> "since:" + c.startedAt(),
            c -> "until:" + c.startedAt(),
            c -> "since:20h",
            c -> "upstream:db.lan",
            c -> "upstream:" + (5_000 + c.bytesIn() % 40),
            c -> "upstream:*:50*",
            c -> "rule:\"office only\",bÜro",
            c -> "action:log",
            c -> "network:10.3.*",
            c -> "url:*" + c.server().getPort(),
            c -> "error:\"by peer 1\"",
            c -> "id:" + c.id(),
            c -> "office",
            c -> "BÜRO",
            c -> "DB",
            c -> "\"client closed\"",
            c -> "\"peer 2\"",
            c -> "10.0.1",
            c -> "10.0.0." + c.bytesIn() % 26,
            c -> "2001:db8:0:" + c.bytesIn() % 8,
            c -> c.client().getAddress().getHostAddress(),
            c -> Integer.toString(c.client().getPort()),
            c -> "nothing-like-it");
}
