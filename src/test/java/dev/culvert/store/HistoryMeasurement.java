package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.filter.ConnectionFilter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures the history with millions of rows; no test. {@code HistoryMeasurement DIRECTORY [COUNT]} fills a data directory with
 * ten million connections, or as many as are said, unless it has some, and prints what it took, how long queries take, and how long
 * a writer of 20,000 rows a second waits at the most while the oldest tenth is forgotten.
 */
final class HistoryMeasurement {

    private static final int BATCH = 2_000;
    private static final int RUNS = 5;
    private static final double MILLION = 1e6;

    private static final List<String> FILTERS = List.of(
            "",
            "since:2026-11-20 until:2026-11-20",
            "since:2026-11-03T10:00:00Z until:2026-11-03T10:05:00Z",
            "endpoint:db",
            "endpoint:\"service 39\"",
            "client:10.0.0.7",
            "client:203.0.113.0/24",
            "client:10.0.0.0/8",
            "client:2001:db8:0:3::/64",
            "client:2001:DB8:0:3:0:0:0:2a",
            "client:198.51.100.77",
            "reason:denied",
            "reason:internal_error",
            "reason:refused",
            "reason:tls_failed since:2026-11-02 until:2026-11-03",
            "bytes>1MB",
            "bytes>1GB",
            "bytes<20",
            "in>100MB",
            "endpoint:db client:10.0.0.7 bytes>1MB",
            "duration>5m",
            "rule:\"block list\" reason:refused",
            "upstream:db.lan:5036",
            "nothing like it",
            "203.0.113.9",
            "office",
            "-reason:client_closed -reason:upstream_closed");

    private HistoryMeasurement() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[0]);
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 10_000_000;
        try (Store store = Store.open(directory)) {
            if (store.connections().count() == 0) {
                fill(store, count);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d rows, %d refused, file %.0f MB%n",
                    store.connections().count(),
                    store.connections().countRefused(),
                    Files.size(directory.resolve(Store.FILE_NAME)) / MILLION);
            FILTERS.forEach(filter -> query(store, filter));
            forget(store);
        }
    }

    private static void fill(Store store, int count) {
        Duration step = Duration.ofDays(28).dividedBy(count);
        var history = new GeneratedHistory(1, step);
        long writing = 0;
        long writingCpu = 0;
        long indexing = 0;
        long indexingCpu = 0;
        long longestIndexing = 0;
        for (int i = 0; i < count; i += BATCH) {
            List<ClosedConnection> rows = history.next(Math.min(BATCH, count - i));
            long begun = System.nanoTime();
            long cpu = cpu();
            store.connections().append(rows);
            writing += System.nanoTime() - begun;
            writingCpu += cpu() - cpu;
            begun = System.nanoTime();
            cpu = cpu();
            boolean unused = store.upkeep().index();
            long took = System.nanoTime() - begun;
            indexing += took;
            indexingCpu += cpu() - cpu;
            longestIndexing = Math.max(longestIndexing, took);
            if ((i / BATCH) % 500 == 499) {
                System.out.printf(Locale.ROOT, "%d rows%n", i + BATCH);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "writing: %.2f µs a row, %.2f µs CPU; %.0f rows/s%n",
                writing / 1e3 / count,
                writingCpu / 1e3 / count,
                count / (writing / 1e9));
        System.out.printf(
                Locale.ROOT,
                "indexing: %.2f µs a row, %.2f µs CPU; the longest %.0f ms%n",
                indexing / 1e3 / count,
                indexingCpu / 1e3 / count,
                longestIndexing / MILLION);
    }

    private static void forget(Store store) throws InterruptedException {
        long before = store.upkeep().usedBytes();
        long limit = before - before / 10;
        var isDone = new AtomicBoolean();
        double[] longest = new double[1];
        int[] batches = new int[1];
        var writer = Thread.ofPlatform().start(() -> {
            var made = new GeneratedHistory(2, Duration.ofMillis(1));
            while (!isDone.get()) {
                List<ClosedConnection> rows = made.next(BATCH);
                long begun = System.nanoTime();
                store.connections().append(rows);
                double took = (System.nanoTime() - begun) / MILLION;
                longest[0] = Math.max(longest[0], took);
                batches[0]++;
                pause(Math.max(0, 100 - (long) took));
            }
        });
        long begun = System.nanoTime();
        double step = 0;
        int steps = 0;
        boolean goOn = true;
        while (goOn) {
            long started = System.nanoTime();
            goOn = store.upkeep().forget(Instant.EPOCH, limit);
            step = Math.max(step, (System.nanoTime() - started) / MILLION);
            steps++;
            pause(5);
        }
        isDone.set(true);
        writer.join();
        System.out.printf(
                Locale.ROOT,
                "forgot a tenth in %d steps and %.1f s, the longest %.0f ms; of %d batches of 2,000 the slowest took %.0f ms%n",
                steps,
                (System.nanoTime() - begun) / 1e9,
                step,
                batches[0],
                longest[0]);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void query(Store store, String text) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-29T00:00:00Z"), ZoneOffset.UTC);
        var query = new ClosedQuery(ConnectionFilter.parse(text, clock), null, 100);
        double[] millis = new double[RUNS];
        int found = 0;
        for (int i = 0; i < RUNS; i++) {
            long begun = System.nanoTime();
            found = store.connections().find(query).size();
            millis[i] = (System.nanoTime() - begun) / MILLION;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%7.1f ms (first %7.1f) %4d  %s%n", millis[RUNS / 2], first, found, text);
    }
}
