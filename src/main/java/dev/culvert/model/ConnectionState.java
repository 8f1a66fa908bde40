package dev.culvert.model;

import java.util.Locale;

/** The stages of a connection, in order. */
public enum ConnectionState {
    /** Accepted, not decided. */
    ADMITTING,
    /** The upstream is being dialled. */
    CONNECTING,
    /** Bytes flow both ways. */
    OPEN,
    /** One side has said its last byte, the other still speaks. */
    HALF_CLOSED,
    /** Decided to end; counters are frozen. */
    CLOSING;

    /** The name in the API, such as {@code half-closed}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
