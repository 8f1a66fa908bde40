package dev.culvert.engine.netty;

/**
 * When one side of a connection last sent or accepted a byte, known to a second because only the sweep looks. A side
 * that is silent because it is not being read is not blamed for that: its time-out waits, though it is idle.
 */
final class IdleClock {

    private final Count activeAt = new Count();
    private long blamedFrom;
    private long seen;

    /** On the event loop only. */
    void start(long now) {
        activeAt.set(now);
        blamedFrom = now;
    }

    /** On the event loop only. */
    void look(Relay.Side side, long now) {
        long moved = side.moved();
        if (moved != seen) {
            seen = moved;
            start(now);
        } else if (side.isHeld()) {
            blamedFrom = now;
        }
    }

    /** By how much a time-out has run over; negative while it has not, very much so if there is none. On the event loop only. */
    long overdue(long limitNanos, long now) {
        return limitNanos == 0 ? -Long.MAX_VALUE : now - blamedFrom - limitNanos;
    }

    /** From any thread. */
    long activeAt() {
        return activeAt.get();
    }
}
