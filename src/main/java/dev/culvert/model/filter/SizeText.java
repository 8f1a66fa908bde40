package dev.culvert.model.filter;

import dev.culvert.model.InvalidValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of bytes as users write them: {@code 1500}, {@code 10k}, {@code 1.5MB}, {@code 2GiB}. */
public final class SizeText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)\\s*([kmgtpe]?)(i?)b?");
    private static final List<String> UNITS = List.of("", "k", "m", "g", "t", "p", "e");
    private static final long DECIMAL = 1000;
    private static final long BINARY = 1024;

    private SizeText() {}

    /**
     * Reads an amount. {@code kB} is a thousand bytes, {@code KiB} 1024.
     *
     * @throws InvalidValue if the text is none, or more than 9 EB
     */
    public static long parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (form.matches() && !(form.group(2).isEmpty() && !form.group(3).isEmpty())) {
            long step = form.group(3).isEmpty() ? DECIMAL : BINARY;
            BigDecimal amount = new BigDecimal(form.group(1))
                    .multiply(BigDecimal.valueOf(step).pow(UNITS.indexOf(form.group(2))));
            if (amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE - 1)) <= 0) {
                return amount.longValue();
            }
        }
        throw new InvalidValue(
                "'" + text + "' is not an amount of bytes; write one such as 1500, 10kB, 1.5MB or 2GiB.");
    }

    /** Writes an amount in the shortest form that {@link #parse} reads back. */
    public static String format(long bytes) {
        for (int unit = UNITS.size() - 1; unit > 0; unit--) {
            String word = UNITS.get(unit).toUpperCase(Locale.ROOT);
            long binary = power(BINARY, unit);
            long decimal = power(DECIMAL, unit);
            if (bytes >= binary && bytes % binary == 0) {
                return bytes / binary + word + "iB";
            }
            if (bytes >= decimal && bytes % decimal == 0) {
                return bytes / decimal + (unit == 1 ? "kB" : word + "B");
            }
        }
        return Long.toString(bytes);
    }

    private static long power(long step, int unit) {
        long power = 1;
        for (int i = 0; i < unit; i++) {
            power *= step;
        }
        return power;
    }
}
