package dev.culvert.ui.common;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them: three digits, powers of 1000, a thin and steady form for columns. */
public final class Formats {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final int STEP = 1000;

    private Formats() {}

    /** An amount of bytes, such as {@code 0 B}, {@code 999 B}, {@code 1.25 MB} or {@code 340 GB}. */
    public static String bytes(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = 0;
        // 999.5 would be written as 1000
        while (amount >= STEP - 0.5 && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        String form = amount < 9.995 ? "%.2f %s" : amount < 99.95 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, form, amount, UNITS[unit]);
    }

    /** A rate, such as {@code 1.25 MB/s}; nothing at all is an en dash. */
    public static String rate(double bytesPerSecond) {
        return bytesPerSecond < 0.5 ? "–" : bytes(Math.round(bytesPerSecond)) + "/s";
    }

    /** A length of time, such as {@code 12 ms}, {@code 4.2 s}, {@code 3:07}, {@code 2:03:07} or {@code 3 d 4 h}. */
    public static String duration(Duration time) {
        if (time.isNegative()) {
            return duration(Duration.ZERO);
        }
        if (time.toSeconds() < 1) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 10) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return age(time);
    }

    /** A length of time that is still growing, to the second: {@code 7 s}, {@code 3:07}, {@code 2:03:07}, {@code 3 d 4 h}. */
    public static String age(Duration time) {
        if (time.toMinutes() < 1) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        if (time.toHours() < 1) {
            return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
        }
        if (time.toDays() < 1) {
            return String.format(
                    Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
        }
        return time.toDays() + " d " + time.toHoursPart() + " h";
    }

    /** A length of time that is still growing, so that it need not be drawn again every second: {@code 7 s}, {@code 3 min}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
    public static String roughAge(Duration time) {
        if (time.toMinutes() < 1) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min";
        }
        if (time.toDays() < 1) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toDays() + " d " + time.toHoursPart() + " h";
    }
}
