package dev.culvert.ui.history;

import dev.culvert.model.filter.Condition.Started;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.Moment;
import dev.culvert.store.HistorySpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time that the page looks at: the last so long, from one moment to another, or all.
 *
 * @param last how long back from now; null for none of these
 * @param from the first moment; null if there is none
 * @param to the moment after the last; null if there is none
 */
record TimeRange(
        @Nullable Duration last,
        @Nullable Instant from,
        @Nullable Instant to) {

    static final TimeRange QUARTER = last(Duration.ofMinutes(15));
    static final TimeRange HOUR = last(Duration.ofHours(1));
    static final TimeRange DAY = last(Duration.ofDays(1));
    static final TimeRange WEEK = last(Duration.ofDays(7));
    static final TimeRange ALL = new TimeRange(null, null, null);

    private static final int MOST_BARS = 100;
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(365));

    private static TimeRange last(Duration length) {
        return new TimeRange(length, null, null);
    }

    static TimeRange between(@Nullable Instant from, @Nullable Instant to) {
        return new TimeRange(null, from, to);
    }

    /** One that was chosen by its ends. */
    boolean isOwn() {
        return from != null || to != null;
    }

    /** Those that started in it. */
    ConnectionFilter filter() {
        ConnectionFilter filter = ConnectionFilter.ALL;
        if (last != null) {
            filter = filter.and(new Started(true, new Moment.Ago(last)));
        }
        if (from != null) {
            filter = filter.and(new Started(true, new Moment.Fixed(from)));
        }
        return to == null ? filter : filter.and(new Started(false, new Moment.Fixed(to)));
    }

    /** The span of a histogram, in steps that people count in; what has no end of its own ends with what there is. */
    HistorySpan span(Instant now, HistorySpan extent) {
        Instant first = last != null ? now.minus(last) : from != null ? from : extent.from();
        Instant end = last != null ? now : to != null ? to : latest(extent.to(), first);
        Duration length = Duration.between(first, end);
        Duration step = STEPS.stream()
                .filter(s -> length.dividedBy(s) < MOST_BARS)
                .findFirst()
                .orElse(STEPS.getLast());
        long seconds = step.toSeconds();
        long start = Math.floorDiv(first.getEpochSecond(), seconds) * seconds;
        long stop = -Math.floorDiv(-end.getEpochSecond() - (end.getNano() > 0 ? 1 : 0), seconds) * seconds;
        return new HistorySpan(
                Instant.ofEpochSecond(start), Instant.ofEpochSecond(Math.max(stop, start + seconds)), step);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other.plusSeconds(1);
    }
}
