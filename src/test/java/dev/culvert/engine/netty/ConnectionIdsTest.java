package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.ConnectionId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConnectionIdsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void growWithinAMillisecondAndWhenTheClockGoesBack() {
        var ids = new ConnectionIds();
        ConnectionId last = ids.next(NOW);
        for (int i = 0; i < 2_000_000; i++) {
            ConnectionId next = ids.next(i % 2 == 0 ? NOW : NOW.minusSeconds(5));
            if (next.value() <= last.value()) {
                throw new AssertionError(next + " after " + last);
            }
            last = next;
        }
    }

    @Test
    void growOverARestart() {
        assertThat(new ConnectionIds().next(NOW.plusMillis(1)).value())
                .isGreaterThan(new ConnectionIds().next(NOW).value());
    }

    @Test
    void stayPositiveForCenturies() {
        assertThat(new ConnectionIds()
                        .next(Instant.parse("2290-01-01T00:00:00Z"))
                        .value())
                .isPositive();
        assertThat(new ConnectionIds().next(Instant.EPOCH).value()).isPositive();
    }
}
