package dev.culvert.engine.netty;

import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thing that is done on the event loop when a time is over, unless it ends before. On the event loop only. */
final class Alarm {

    private final ConnectionLoop loop;
    private @Nullable Future<?> set;

    Alarm(ConnectionLoop loop) {
        this.loop = loop;
    }

    boolean isSet() {
        return set != null;
    }

    /** Replaces what was set before. */
    void set(long nanos, Runnable step) {
        end();
        set = loop.eventLoop().schedule(step, nanos, TimeUnit.NANOSECONDS);
    }

    void end() {
        if (set != null) {
            set.cancel(false);
            set = null;
        }
    }
}
