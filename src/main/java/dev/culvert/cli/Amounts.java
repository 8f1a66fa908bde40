package dev.culvert.cli;

import java.util.Locale;

/** Numbers for people. */
final class Amounts {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final double STEP = 1000;

    /** From here on a number would be rounded to the next unit's 1. */
    private static final double ALMOST = 999.5;

    private Amounts() {}

    /** Bytes in three digits, such as {@code 0 B}, {@code 1.50 kB} or {@code 340 MB}. */
    static String bytes(long bytes) {
        return scaled((double) bytes);
    }

    /** A rate, in the same way, such as {@code 1.50 kB/s}. */
    static String rate(double bytesPerSecond) {
        return scaled(bytesPerSecond) + "/s";
    }

    private static String scaled(double bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= ALMOST && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        String form = unit == 0 || amount >= 99.95 ? "%.0f %s" : amount >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, form, amount, UNITS[unit]);
    }

    /** A duration in its two largest units, such as {@code 0.3s}, {@code 12s}, {@code 3m 05s} or {@code 2d 04h}. */
    static String duration(long millis) {
        long seconds = millis / 1000;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%d.%ds", seconds, millis % 1000 / 100);
        }
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (minutes == 0) {
            return seconds + "s";
        }
        if (hours == 0) {
            return String.format(Locale.ROOT, "%dm %02ds", minutes, seconds % 60);
        }
        return hours < 24
                ? String.format(Locale.ROOT, "%dh %02dm", hours, minutes % 60)
                : String.format(Locale.ROOT, "%dd %02dh", hours / 24, hours % 24);
    }
}
