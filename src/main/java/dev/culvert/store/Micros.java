package dev.culvert.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points in time as the database keeps them. */
final class Micros {

    private static final long SECOND = 1_000_000;

    private Micros() {}

    /** What is less than a microsecond is cut off. */
    static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano() / 1_000);
    }

    /** What is less than a microsecond counts as one. */
    static long ceiling(Instant moment) {
        long micros = of(moment);
        return toInstant(micros).isBefore(moment) ? micros + 1 : micros;
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
