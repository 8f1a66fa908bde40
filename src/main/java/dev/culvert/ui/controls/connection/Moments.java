package dev.culvert.ui.controls.connection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people read them, by the clock of this machine. */
public final class Moments {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WHOLE =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss.SSS", Locale.ENGLISH);

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Moments() {}

    /** Short: {@code 14:03:07} today, {@code 22 Nov 14:03} on other days. */
    public static String brief(long millis, LocalDate today, ZoneId zone) {
        ZonedDateTime time = Instant.ofEpochMilli(millis).atZone(zone);
        return (time.toLocalDate().equals(today) ? TIME : DAY).format(time);
    }

    /** The time of a day, to the millisecond: {@code 14:03:07.123}. */
    public static String exact(Instant instant, ZoneId zone) {
        return EXACT.format(instant.atZone(zone));
    }

    /** To the millisecond: {@code 22 Nov 2026, 14:03:07.123}. */
    public static String whole(Instant instant, ZoneId zone) {
        return WHOLE.format(instant.atZone(zone));
    }
}
