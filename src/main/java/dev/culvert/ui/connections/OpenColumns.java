package dev.culvert.ui.connections;

import static dev.culvert.ui.controls.connection.ColumnSpec.Trait.FIGURE;
import static dev.culvert.ui.controls.connection.ColumnSpec.Trait.HIDDEN;
import static dev.culvert.ui.controls.connection.ColumnSpec.Trait.MOVES;
import static dev.culvert.ui.controls.connection.ColumnSpec.Trait.STRETCHES;

import dev.culvert.model.ConnectionState;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.controls.Tone;
import dev.culvert.ui.controls.connection.ColumnSpec;
import dev.culvert.ui.controls.connection.Moments;
import dev.culvert.ui.controls.connection.RowCell;
import dev.culvert.ui.controls.connection.StateCell;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the open connections. */
final class OpenColumns {

    private OpenColumns() {}

    static List<ColumnSpec<LiveRow>> of(OpenViewModel connections, Clock clock) {
        var time = connections.timeProperty();
        return List.of(
                ColumnSpec.of(
                        "state",
                        112,
                        Comparator.comparing(LiveRow::state),
                        () -> new StateCell<>(row -> tone(row.state()), connections::stateText)),
                ColumnSpec.of(
                        "endpoint",
                        96,
                        Comparator.comparing(LiveRow::endpoint, String.CASE_INSENSITIVE_ORDER),
                        () -> new RowCell<>(LiveRow::endpoint),
                        STRETCHES),
                ColumnSpec.of(
                        "client",
                        140,
                        Comparator.comparing(LiveRow::client),
                        () -> new RowCell<>(row -> row.client().toString()),
                        STRETCHES),
                ColumnSpec.of(
                        "upstream",
                        120,
                        Comparator.comparing(LiveRow::upstream),
                        () -> new RowCell<>(LiveRow::upstream),
                        STRETCHES),
                ColumnSpec.of(
                        "started",
                        76,
                        Comparator.comparingLong(LiveRow::startedAt),
                        () -> new RowCell<>(
                                row -> Moments.brief(row.startedAt(), LocalDate.now(clock), clock.getZone())),
                        FIGURE),
                ColumnSpec.of(
                        "duration",
                        72,
                        Comparator.comparingLong(LiveRow::startedAt).reversed(),
                        () -> new TickingCell<>(time, row -> Formats.roughAge(Duration.ofMillis(row.age(time.get())))),
                        FIGURE),
                ColumnSpec.of(
                        "in",
                        74,
                        Comparator.comparingLong(LiveRow::bytesIn),
                        () -> new RowCell<>(row -> Formats.bytes(row.bytesIn())),
                        FIGURE,
                        MOVES),
                ColumnSpec.of(
                        "out",
                        74,
                        Comparator.comparingLong(LiveRow::bytesOut),
                        () -> new RowCell<>(row -> Formats.bytes(row.bytesOut())),
                        FIGURE,
                        MOVES),
                ColumnSpec.of(
                        "in-rate",
                        80,
                        Comparator.comparingDouble(LiveRow::inRate),
                        () -> new RowCell<>(row -> Formats.rate(row.inRate())),
                        FIGURE,
                        MOVES),
                ColumnSpec.of(
                        "out-rate",
                        80,
                        Comparator.comparingDouble(LiveRow::outRate),
                        () -> new RowCell<>(row -> Formats.rate(row.outRate())),
                        FIGURE,
                        MOVES),
                ColumnSpec.of("idle", 108, connections.byIdleTimeLeft(), () -> new IdleCell(connections), MOVES),
                ColumnSpec.of(
                        "rule",
                        132,
                        Comparator.comparing(OpenColumns::rule, String.CASE_INSENSITIVE_ORDER),
                        () -> new RowCell<>(OpenColumns::rule),
                        HIDDEN),
                ColumnSpec.of(
                        "connect",
                        84,
                        Comparator.comparing(LiveRow::connectTime, Comparator.nullsLast(Comparator.naturalOrder())),
                        () -> new RowCell<>(row -> duration(row.connectTime())),
                        FIGURE,
                        HIDDEN),
                ColumnSpec.of(
                        "id",
                        136,
                        Comparator.comparing(LiveRow::id),
                        () -> new RowCell<>(row -> row.id().toString()),
                        HIDDEN));
    }

    private static String rule(LiveRow row) {
        return row.origin().source().decision().decidedBy();
    }

    private static String duration(@Nullable Duration time) {
        return time == null ? "–" : Formats.duration(time);
    }

    /** What a state means. */
    static Tone tone(ConnectionState state) {
        return switch (state) {
            case OPEN -> Tone.GOOD;
            case ADMITTING, CONNECTING -> Tone.BUSY;
            case HALF_CLOSED -> Tone.WARN;
            case CLOSING -> Tone.QUIET;
        };
    }
}
