package dev.culvert.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.store.HistorySpan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TimeRangeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:34:56.789Z");
    private static final HistorySpan EXTENT = new HistorySpan(
            Instant.parse("2026-10-30T10:00:00Z"), Instant.parse("2026-11-23T12:34:00Z"), Duration.ofMinutes(1));

    @Test
    void spans_hold_their_time_in_less_than_a_hundred_and_two_bars() {
        for (TimeRange range : new TimeRange[] {
            TimeRange.QUARTER,
            TimeRange.HOUR,
            TimeRange.DAY,
            TimeRange.WEEK,
            TimeRange.ALL,
            TimeRange.between(NOW, null),
            TimeRange.between(null, NOW),
            TimeRange.between(NOW.minusMillis(1), NOW),
            TimeRange.between(Instant.EPOCH, NOW)
        }) {
            HistorySpan span = range.span(NOW, EXTENT);
            assertThat(span.parts()).as(range.toString()).isBetween(1, 101);
            assertThat(span.from().getEpochSecond() % span.step().toSeconds())
                    .as(range.toString())
                    .isZero();
        }
        HistorySpan quarter = TimeRange.QUARTER.span(NOW, EXTENT);
        assertThat(quarter.from()).isEqualTo("2026-11-23T12:19:45Z");
        assertThat(quarter.to()).isEqualTo("2026-11-23T12:35:00Z");
        assertThat(quarter.step()).isEqualTo(Duration.ofSeconds(15));
    }
}
