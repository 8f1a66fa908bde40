package dev.culvert.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points in time as the database keeps them. */
final class Micros {

    private Micros() {}

    static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
