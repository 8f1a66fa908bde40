package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.event.EventType;
import dev.culvert.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {

    @TempDir
    Path directory;

    @Test
    void audit_events_are_kept_as_long_as_connections() {
        try (var store = Store.open(directory)) {
            store.journal().append(EventType.ENDPOINT_CREATED, "{}", "{}");
            store.journal().append(EventType.ENDPOINT_DELETED, "{}", "{}");

            assertThat(retention(store, 6, 7).keep()).isFalse();
            assertThat(store.journal().after(0, 10, EventType.TRAFFIC)).hasSize(2);

            retention(store, 8, 0).keep();
            assertThat(store.journal().after(0, 10, EventType.TRAFFIC)).hasSize(2);

            retention(store, 8, 7).keep();
            // the latest stays: positions go on from it
            assertThat(store.journal().after(0, 10, EventType.TRAFFIC))
                    .extracting(e -> e.position())
                    .containsExactly(2L);
        }
    }

    private static Retention retention(Store store, int daysLater, int keptFor) {
        var retention = new Retention(store, Clock.offset(Clock.systemUTC(), Duration.ofDays(daysLater)));
        retention.setDays(keptFor);
        return retention;
    }
}
