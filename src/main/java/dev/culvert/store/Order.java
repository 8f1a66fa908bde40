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
        STARTED("c.id"),
        /** When they ended. */
        ENDED("c.ended_at"),
        /** How long they were open. */
        DURATION("c.ended_at - c.started_at"),
        /** How long dialling took. */
        CONNECT("c.connect_us"),
        /** Bytes in both directions. */
        BYTES("c.bytes_in + c.bytes_out"),
        /** Client to endpoint. */
        IN("c.bytes_in"),
        /** Endpoint to client. */
        OUT("c.bytes_out"),
        /** The endpoint's name. */
        ENDPOINT("c.endpoint_name collate nocase"),
        /** The client's address, IPv4 first. */
        CLIENT("length(c.client_ip), c.client_ip, c.client_port"),
        /** The upstream. */
        UPSTREAM("c.upstream"),
        /** The close reason. */
        REASON("c.reason"),
        /** The rule that decided. */
        RULE("c.rule collate nocase"),
        /** What the system said. */
        ERROR("c.error");

        private final String sql;

        By(String sql) {
            this.sql = sql;
        }

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

    boolean isById() {
        return by == By.STARTED;
    }

    /** What comes after {@code order by}. */
    String sql() {
        String direction = isDescending ? " desc" : "";
        String by = Arrays.stream(this.by.sql.split(", ")).collect(Collectors.joining(direction + ", ")) + direction;
        return isById() ? by : by + ", c.id desc";
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (isDescending ? "-" : "") + by.word();
    }
}
