package dev.culvert.model;

import java.time.Instant;

/** What the health check of an endpoint has found. */
public sealed interface UpstreamHealth {

    /** There is no health check, or none has ended yet. */
    record Unknown() implements UpstreamHealth {}

    /**
     * The upstream answers.
     *
     * @param since when it was first seen to
     */
    record Up(Instant since) implements UpstreamHealth {}

    /**
     * It does not.
     *
     * @param since when that was found
     * @param error what the system said of the last try
     */
    record Down(Instant since, String error) implements UpstreamHealth {}

    /** The name in the API: {@code unknown}, {@code up} or {@code down}. */
    default String wireName() {
        return switch (this) {
            case Unknown x -> "unknown";
            case Up x -> "up";
            case Down x -> "down";
        };
    }
}
