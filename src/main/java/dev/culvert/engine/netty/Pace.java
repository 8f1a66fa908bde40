package dev.culvert.engine.netty;

import dev.culvert.engine.LoopPace;
import dev.culvert.model.DurationTally;
import java.time.Duration;
import java.util.List;

/** How an event loop keeps its time. Counted on that loop only, read by any thread. */
final class Pace {

    private static final List<Duration> LAGS = DurationTally.millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000);
    private static final List<Duration> POLICIES =
            DurationTally.micros(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 10_000);

    private final DurationTally lag = new DurationTally(LAGS);
    private final DurationTally policies = new DurationTally(POLICIES);
    private long due;

    /** It is to {@link #tick} at that moment, and not as was said before. */
    void expect(long moment) {
        due = moment;
    }

    /** What was expected happens now. */
    void tick(long now) {
        lag.add(Math.max(0, now - due));
    }

    /** A policy began to decide at that moment and has come to an end, or to something that it waits for. */
    void decided(long since) {
        policies.add(System.nanoTime() - since);
    }

    LoopPace read(int loop) {
        return new LoopPace(loop, lag.read(), policies.read());
    }
}
