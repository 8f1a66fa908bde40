package dev.culvert.model.filter;

import dev.culvert.model.DurationText;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.MomentText;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads points in time as users write them: so long ago, a day, a time of today, or both with or without a zone. */
final class MomentReader {

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter(Locale.ROOT);

    private final Clock clock;

    MomentReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads one.
     *
     * @param isEnd whether a day means its end
     */
    Moment read(String text, boolean isEnd) {
        String value = text.strip().toUpperCase(Locale.ROOT).replace(' ', 'T');
        LocalDate today = LocalDate.now(clock);
        LocalDate day = switch (value) {
            case "TODAY" -> today;
            case "YESTERDAY" -> today.minusDays(1);
            default -> tried(value, LocalDate::parse);
        };
        if (day != null) {
            return fixed((isEnd ? day.plusDays(1) : day).atStartOfDay(), text);
        }
        LocalTime time = tried(value, LocalTime::parse);
        if (time != null) {
            return fixed(today.atTime(time), text);
        }
        LocalDateTime local = tried(value, v -> LocalDateTime.parse(v, LOCAL));
        if (local != null) {
            return fixed(local, text);
        }
        Instant instant = tried(value, v -> OffsetDateTime.parse(v).toInstant());
        if (instant != null) {
            return fixed(instant, text);
        }
        try {
            return new Moment.Ago(DurationText.parse(text));
        } catch (InvalidValue e) {
            throw wrong(text);
        }
    }

    private Moment fixed(LocalDateTime local, String text) {
        return fixed(local.atZone(clock.getZone()).toInstant(), text);
    }

    private static Moment fixed(Instant instant, String text) {
        if (!MomentText.isCountable(instant)) {
            throw wrong(text);
        }
        return new Moment.Fixed(instant);
    }

    private static InvalidValue wrong(String text) {
        return new InvalidValue(
                "'" + text + "' is not a point in time from 1970 to 9999; write how long ago, such as 15m or"
                        + " 7d, or today, 09:30, 2026-11-23, or 2026-11-23T09:30:00Z.");
    }

    private static <T> @Nullable T tried(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
