package dev.culvert.store;

import dev.culvert.model.InvalidValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * In which order connections are read; those that are alike in it come the newest first.
 *
 * @param by what they are compared by
 * @param isDescending whether the greatest comes first
 */
public record Order(By by, boolean isDescending) {

    /** The newest first. */
    public static final Order NEWEST_FIRST = new Order(By.STARTED, true);

    /** What connections can be compared by. */
    public enum By {
        /** When they started. */
        STARTED,
        /** When they ended. */
        ENDED,
        /** How long they were open. */
        DURATION,
        /** How long dialling took. */
        CONNECT,
        /** Bytes in both directions. */
        BYTES,
        /** Client to endpoint. */
        IN,
        /** Endpoint to client. */
        OUT,
        /** The endpoint's name. */
        ENDPOINT,
        /** The client's address, IPv4 first. */
        CLIENT,
        /** The upstream. */
        UPSTREAM,
        /** The close reason. */
        REASON,
        /** The rule that decided. */
        RULE,
        /** What the system said. */
        ERROR;

        /** How it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code bytes}, or {@code -bytes} for the greatest first.
     *
     * @throws InvalidValue if the text is neither
     */
    public static Order parse(String text) {
        boolean isDescending = text.startsWith("-");
        String wanted = isDescending ? text.substring(1) : text;
        return Arrays.stream(By.values())
                .filter(by -> by.word().equals(wanted))
                .findFirst()
                .map(by -> new Order(by, isDescending))
                .orElseThrow(() -> new InvalidValue("'" + text + "' is no order; write one of "
                        + Arrays.stream(By.values()).map(By::word).collect(Collectors.joining(", "))
                        + ", with a minus before it for the greatest first."));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (isDescending ? "-" : "") + by.word();
    }
}
