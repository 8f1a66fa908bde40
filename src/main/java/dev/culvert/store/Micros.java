package dev.culvert.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Points in time as the database keeps them. */
final class Micros {

    private Micros() {}

    static long of(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Binds a time that there may be none of. */
    static void set(PreparedStatement row, int place, @Nullable Duration time) throws SQLException {
        if (time == null) {
            row.setNull(place, Types.INTEGER);
        } else {
            row.setLong(place, time.toNanos() / 1000);
        }
    }
}
