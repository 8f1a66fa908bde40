package dev.culvert.model;

/**
 * The identity of one accepted connection, unique over restarts and growing with time. Written {@code cn_} and the
 * number in base 36, padded, so that the texts sort as the numbers do.
 *
 * @param value a positive number; newer connections have larger ones
 */
public record ConnectionId(long value) implements Comparable<ConnectionId> {

    private static final String PREFIX = "cn_";
    private static final int RADIX = 36;
    private static final int DIGITS = 13;

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws InvalidValue if the text is no connection id
     */
    public static ConnectionId parse(String text) {
        try {
            if (text.startsWith(PREFIX) && text.length() > PREFIX.length() && text.charAt(PREFIX.length()) != '-') {
                return new ConnectionId(Long.parseLong(text.substring(PREFIX.length()), RADIX));
            }
        } catch (NumberFormatException e) {
            // answered below, as any other text that is no id
        }
        throw new InvalidValue("'" + text + "' is not a connection id; one looks like cn_03d5f0c2m1a2b");
    }

    @Override
    public int compareTo(ConnectionId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        String digits = Long.toString(value, RADIX);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
