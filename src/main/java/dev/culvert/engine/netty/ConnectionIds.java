package dev.culvert.engine.netty;

import dev.culvert.model.ConnectionId;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out ids that grow with time: the milliseconds since 2025 and, below them, room for a million ids in each. After
 * a restart they go on above all earlier ones, unless the clock was put back by more than the pause. Any thread.
 */
final class ConnectionIds {

    private static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    private static final int ROOM_BITS = 20;

    private final AtomicLong last = new AtomicLong();

    ConnectionId next(Instant now) {
        long earliest = Math.max(1, now.toEpochMilli() - EPOCH) << ROOM_BITS;
        return new ConnectionId(last.updateAndGet(previous -> Math.max(previous + 1, earliest)));
    }
}
