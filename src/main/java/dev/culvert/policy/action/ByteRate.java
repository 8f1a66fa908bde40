package dev.culvert.policy.action;

import dev.culvert.model.InvalidValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as users write them: {@code 10MB/s}, {@code 512KiB/s}, {@code 1.5 MB/s}; {@code 0} is no limit. */
final class ByteRate {

    private static final Pattern RATE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?) ?([kmg]?)(i?)b?(?:/s|ps)?");

    private ByteRate() {}

    /** Bytes per second. */
    static long parse(String text) {
        Matcher matcher = RATE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || text.endsWith("b/s") || text.endsWith("bps")) {
            throw new InvalidValue(
                    "'" + text + "' is not a rate; write bytes per second, such as 500KB/s, 10MB/s or 1GiB/s.");
        }
        double base = matcher.group(3).isEmpty() ? 1000 : 1024;
        int power = " kmg".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
        double rate = Double.parseDouble(matcher.group(1)) * Math.pow(base, power);
        if (rate != 0 && (rate < 1 || rate > 1e15)) {
            throw new InvalidValue("'" + text + "' is out of range; write at least 1B/s, or 0 for no limit.");
        }
        return (long) rate;
    }
}
