package dev.culvert.model.filter;

import java.time.Instant;

/** What of a connection can be counted. */
public enum Quantity {
    /** Both directions together. */
    BYTES,
    /** Client to endpoint. */
    BYTES_IN,
    /** Endpoint to client. */
    BYTES_OUT,
    /** Microseconds from accept to end, or to now. */
    LASTED,
    /** Microseconds that dialling took. */
    CONNECT,
    /** The port that it was accepted on. */
    SERVER_PORT,
    /** The client's port. */
    CLIENT_PORT;

    /** The amount; negative if there is none. */
    long of(FilterTarget target, Instant now) {
        return switch (this) {
            case BYTES -> sum(target.bytesIn(), target.bytesOut());
            case BYTES_IN -> target.bytesIn();
            case BYTES_OUT -> target.bytesOut();
            case LASTED -> Math.max(0, target.lastedMicros(now));
            case CONNECT -> target.connectMicros();
            case SERVER_PORT -> target.server().getPort();
            case CLIENT_PORT -> target.client().getPort();
        };
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
