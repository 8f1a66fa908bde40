package dev.culvert.model;

import java.time.Duration;

/**
 * What an endpoint grants one connection, and how many. A side is idle while it neither sends nor accepts a byte, as
 * HAProxy reads {@code timeout client} and {@code timeout server}. {@link Duration#ZERO} and 0 turn a limit off.
 *
 * @param connectTimeout for finding and dialling the upstream
 * @param clientIdleTimeout until an idle client ends the connection
 * @param serverIdleTimeout until an idle upstream ends the connection
 * @param maxLifetime until any connection ends
 * @param maxConnections open at once
 */
public record Limits(
        Duration connectTimeout,
        Duration clientIdleTimeout,
        Duration serverIdleTimeout,
        Duration maxLifetime,
        int maxConnections) {

    /** ngrok's limits: connect within 3 s, 5 minutes idle on either side, nothing else. */
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(3), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ZERO, 0);

    /**
     * What holds for a connection that is handed on to another endpoint: how long the client may be idle is for the first
     * to say, all about the upstream for the last, and the shorter lifetime counts. The number of connections is each
     * endpoint's own.
     */
    public Limits before(Limits last) {
        boolean mine =
                last.maxLifetime.isZero() || (maxLifetime.isPositive() && maxLifetime.compareTo(last.maxLifetime) < 0);
        return new Limits(
                last.connectTimeout,
                clientIdleTimeout,
                last.serverIdleTimeout,
                mine ? maxLifetime : last.maxLifetime,
                maxConnections);
    }
}
