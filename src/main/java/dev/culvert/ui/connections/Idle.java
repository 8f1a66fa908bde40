package dev.culvert.ui.connections;

import java.time.Duration;

/**
 * How far a connection is on its way to its idle time-out: of the side that will end it first.
 *
 * @param idle how long that side has been idle
 * @param limit when it ends the connection
 */
record Idle(Duration idle, Duration limit) {

    /** What is left until the connection ends. */
    Duration left() {
        Duration left = limit.minus(idle);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** 0 for a connection that is busy, 1 for one that ends now. */
    double fraction() {
        return Math.clamp((double) idle.toMillis() / limit.toMillis(), 0, 1);
    }
}
