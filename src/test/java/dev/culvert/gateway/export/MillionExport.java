package dev.culvert.gateway.export;

import dev.culvert.events.EventLog;
import dev.culvert.gateway.History;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.GeneratedHistory;
import dev.culvert.store.Order;
import dev.culvert.store.Store;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/** Fills a data directory and exports all of it; a test runs it with hardly any memory. */
final class MillionExport {

    private static final int BATCH = 1_000;

    private MillionExport() {}

    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[1]);
        var made = new GeneratedHistory(1, Duration.ofSeconds(1));
        try (Store store = Store.open(Path.of(args[0]));
                var log = new EventLog(
                        (batch, requests) -> {}, Thread.ofPlatform().factory())) {
            for (int i = 0; i < rows; i += BATCH) {
                store.connections().append(made.next(BATCH));
            }
            var export = new ConnectionExport(new History(store, log));
            for (Order order : new Order[] {Order.NEWEST_FIRST, new Order(Order.By.BYTES, true)}) {
                long written = export.write(
                        ConnectionFilter.ALL, order, ExportFormat.JSONL, OutputStream.nullOutputStream(), () -> false);
                System.out.println(order + " " + written);
            }
        }
    }
}
