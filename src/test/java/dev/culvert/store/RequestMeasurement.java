package dev.culvert.store;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.SampleExchange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the history with many HTTP requests; no test. {@code RequestMeasurement DIRECTORY [COUNT]} writes a million of them, or as
 * many as are said, over connections of 1, of 100 and of all the requests, and prints what a request took and how long a page is waited for.
 */
final class RequestMeasurement {

    private static final int BATCH = 2_000;
    private static final int SIDE_BY_SIDE = 200;
    private static final int PAGE = 100;
    private static final int RUNS = 5;
    private static final int MILLION = 1_000_000;

    private RequestMeasurement() {}

    public static void main(String[] args) throws IOException {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : MILLION;
        for (int each : List.of(1, PAGE, count)) {
            Path directory = Files.createDirectories(Path.of(args[0], "of-" + each));
            try (var store = Store.open(directory)) {
                write(store, count, each);
                page(store, count, each);
            }
        }
    }

    private static void write(Store store, int count, int each) {
        long cpu = 0;
        long wall = 0;
        long before = store.upkeep().usedBytes();
        for (int from = 0; from < count; from += BATCH) {
            List<HttpExchange> batch = batch(from, each);
            long cpuBegin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            store.connections().append(List.of(), batch);
            cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBegin;
            wall += System.nanoTime() - begin;
        }
        long bytes = store.upkeep().usedBytes() - before;
        System.out.printf(
                Locale.ROOT,
                "%d a connection: %.2f us CPU a request, %.0f requests/s, %.0f bytes each%n",
                each,
                cpu / 1e3 / count,
                count / (wall / 1e9),
                (double) bytes / count);
    }

    /** What two hundred connections side by side would have: their requests lie together, as the log lays them. */
    private static List<HttpExchange> batch(int from, int each) {
        List<HttpExchange> batch = new ArrayList<>(BATCH);
        int connections = each >= BATCH ? 1 : Math.max(SIDE_BY_SIDE, BATCH / each);
        int perBatch = BATCH / connections;
        for (int c = 0; c < connections; c++) {
            for (int i = 0; i < perBatch; i++) {
                long number = each >= BATCH ? from + i + 1L : from / BATCH * (long) perBatch % each + i + 1;
                long connection = each >= BATCH ? 1 : from / BATCH * (long) perBatch / each * connections + c + 1L;
                batch.add(SampleExchange.of(
                        connection, number, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", 200, DecisionRecord.NONE));
            }
        }
        return batch;
    }

    private static void page(Store store, int count, int each) {
        for (int run = 0; run < RUNS; run++) {
            long begin = System.nanoTime();
            int found = store.requests()
                    .of(new ConnectionId(1), Math.max(2, Math.min(each, count) / 2), PAGE)
                    .size();
            System.out.printf(
                    Locale.ROOT, "  a page of %d in the middle: %.2f ms%n", found, (System.nanoTime() - begin) / 1e6);
        }
    }
}
