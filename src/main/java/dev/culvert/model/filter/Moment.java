package dev.culvert.model.filter;

import java.time.Duration;
import java.time.Instant;

/** A point in time: a fixed one, or one that goes along with the clock. */
public sealed interface Moment {

    /** The point in time, as seen from another. */
    Instant at(Instant now);

    /** A fixed point in time. */
    record Fixed(Instant time) implements Moment {
        @Override
        public Instant at(Instant now) {
            return time;
        }
    }

    /** So long ago. */
    record Ago(Duration age) implements Moment {
        @Override
        public Instant at(Instant now) {
            return now.minus(age);
        }
    }
}
