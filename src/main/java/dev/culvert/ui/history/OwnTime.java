package dev.culvert.ui.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as they are written into the page's fields, and as the ends of the histogram are labelled. */
final class OwnTime {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter FINE = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

    private OwnTime() {}

    static String text(Instant time, ZoneId zone) {
        return WRITTEN.format(time.atZone(zone));
    }

    static String shown(Instant time, ZoneId zone) {
        return (time.getEpochSecond() % 60 == 0 ? SHOWN : FINE).format(time.atZone(zone));
    }

    /** A length that people count in, {@code 15 min}. */
    static String length(Duration length) {
        return length.toDays() > 0
                ? length.toDays() + " d"
                : length.toHours() > 0
                        ? length.toHours() + " h"
                        : length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
    }
}
