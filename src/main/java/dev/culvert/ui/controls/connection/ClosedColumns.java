package dev.culvert.ui.controls.connection;

import static dev.culvert.ui.controls.connection.ColumnSpec.Trait.FIGURE;
import static dev.culvert.ui.controls.connection.ColumnSpec.Trait.HIDDEN;
import static dev.culvert.ui.controls.connection.ColumnSpec.Trait.STRETCHES;

import dev.culvert.model.CloseReason;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.controls.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the connections that have ended. */
final class ClosedColumns {

    private ClosedColumns() {}

    static List<ColumnSpec<ClosedRow>> of(ClosedViewModel connections, Clock clock) {
        return List.of(
                ColumnSpec.of(
                        "reason",
                        160,
                        Comparator.comparing(
                                row -> connections.reasonText(row.connection().reason())),
                        () -> new StateCell<>(
                                row -> tone(row.connection().reason()),
                                row -> connections.reasonText(row.connection().reason()))),
                ColumnSpec.of(
                        "endpoint",
                        104,
                        Comparator.comparing(ClosedRow::endpoint, String.CASE_INSENSITIVE_ORDER),
                        () -> new RowCell<>(ClosedRow::endpoint),
                        STRETCHES),
                ColumnSpec.of(
                        "client",
                        144,
                        Comparator.comparing(ClosedRow::client),
                        () -> new RowCell<>(row -> row.client().toString()),
                        STRETCHES),
                ColumnSpec.of(
                        "upstream",
                        124,
                        Comparator.comparing(ClosedRow::upstream),
                        () -> new RowCell<>(ClosedRow::upstream),
                        STRETCHES),
                ColumnSpec.of(
                        "started",
                        96,
                        Comparator.comparingLong(ClosedRow::startedAt),
                        () -> new RowCell<>(
                                row -> Moments.brief(row.startedAt(), LocalDate.now(clock), clock.getZone())),
                        FIGURE),
                ColumnSpec.of(
                        "ended",
                        96,
                        Comparator.comparing(row -> row.connection().endedAt()),
                        () -> new RowCell<>(row -> Moments.brief(
                                row.connection().endedAt().toEpochMilli(), LocalDate.now(clock), clock.getZone())),
                        FIGURE,
                        HIDDEN),
                ColumnSpec.of(
                        "duration",
                        76,
                        Comparator.comparing(row -> row.connection().duration()),
                        () -> new RowCell<>(
                                row -> Formats.duration(row.connection().duration())),
                        FIGURE),
                ColumnSpec.of(
                        "in",
                        76,
                        Comparator.comparingLong(ClosedRow::bytesIn),
                        () -> new RowCell<>(row -> Formats.bytes(row.bytesIn())),
                        FIGURE),
                ColumnSpec.of(
                        "out",
                        76,
                        Comparator.comparingLong(ClosedRow::bytesOut),
                        () -> new RowCell<>(row -> Formats.bytes(row.bytesOut())),
                        FIGURE),
                ColumnSpec.of(
                        "rule",
                        132,
                        Comparator.comparing(ClosedColumns::rule, String.CASE_INSENSITIVE_ORDER),
                        () -> new RowCell<>(ClosedColumns::rule),
                        STRETCHES),
                ColumnSpec.of(
                        "error",
                        152,
                        Comparator.comparing(ClosedColumns::error),
                        () -> new RowCell<>(ClosedColumns::error),
                        STRETCHES),
                ColumnSpec.of(
                        "connect",
                        84,
                        Comparator.comparing(
                                row -> row.connection().connectTime(), Comparator.nullsLast(Comparator.naturalOrder())),
                        () -> new RowCell<>(row -> duration(row.connection().connectTime())),
                        FIGURE,
                        HIDDEN),
                ColumnSpec.of(
                        "id",
                        136,
                        Comparator.comparing(ClosedRow::id),
                        () -> new RowCell<>(row -> row.id().toString()),
                        HIDDEN));
    }

    private static String duration(@Nullable Duration time) {
        return time == null ? "–" : Formats.duration(time);
    }

    private static String rule(ClosedRow row) {
        return row.connection().decision().decidedBy();
    }

    private static String error(ClosedRow row) {
        String error = row.connection().error();
        return error == null ? "" : error;
    }

    /** What a reason means: as agreed, cut off by us, or broken. */
    static Tone tone(CloseReason reason) {
        return switch (reason) {
            case CLIENT_CLOSED, UPSTREAM_CLOSED -> Tone.GOOD;
            case CLIENT_IDLE, SERVER_IDLE, MAX_LIFETIME, ENDPOINT_STOPPED, KILLED -> Tone.QUIET;
            case CLIENT_RESET, UPSTREAM_RESET, DENIED, RATE_LIMITED, TOO_MANY_CONNECTIONS, NO_RULE_DECIDED -> Tone.WARN;
            case UPSTREAM_REFUSED,
                    UPSTREAM_UNREACHABLE,
                    UPSTREAM_TIMEOUT,
                    POLICY_ERROR,
                    TLS_FAILED,
                    PROTOCOL_ERROR,
                    INTERNAL_ERROR -> Tone.BAD;
        };
    }
}
