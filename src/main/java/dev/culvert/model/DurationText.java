package dev.culvert.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 0}, {@code 3s}, {@code 1m30s}, {@code 24h}, {@code 7d}, {@code 250ms}. */
public final class DurationText {

    private static final Pattern MILLIS = Pattern.compile("(\\d{1,15})ms");
    private static final Pattern UNITS =
            Pattern.compile("(\\d{1,6}d)?(\\d{1,8}h)?(\\d{1,10}m)?(\\d{1,12}(\\.\\d{1,3})?s)?");
    private static final Duration MAX = Duration.ofDays(3650);

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @throws InvalidValue if the text is none, or longer than ten years
     */
    public static Duration parse(String text) {
        String s = text.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        if (s.equals("0")) {
            return Duration.ZERO;
        }
        var millis = MILLIS.matcher(s);
        if (millis.matches()) {
            return bounded(Duration.ofMillis(Long.parseLong(millis.group(1))), text);
        }
        if (s.isEmpty() || !UNITS.matcher(s).matches()) {
            throw wrong(text);
        }
        int d = s.indexOf('d');
        String days = s.substring(0, d + 1);
        String time = s.substring(d + 1);
        try {
            return bounded(Duration.parse("P" + days + (time.isEmpty() ? "" : "T" + time)), text);
        } catch (DateTimeParseException e) {
            throw wrong(text);
        }
    }

    private static Duration bounded(Duration duration, String text) {
        if (duration.compareTo(MAX) > 0) {
            throw new InvalidValue("'" + text + "' is too long; write at most 3650d, or 0 for no limit.");
        }
        return duration;
    }

    private static InvalidValue wrong(String text) {
        return new InvalidValue(
                "'" + text + "' is not a duration; write one such as 30s, 5m or 1h30m, or 0 for no limit.");
    }

    /** Writes a duration in the shortest form that {@link #parse} reads back. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        var text = new StringBuilder();
        append(text, duration.toDaysPart(), 'd');
        append(text, duration.toHoursPart(), 'h');
        append(text, duration.toMinutesPart(), 'm');
        append(text, duration.toSecondsPart(), 's');
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, char unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }
}
