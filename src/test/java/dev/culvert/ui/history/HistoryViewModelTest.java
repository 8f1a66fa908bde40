package dev.culvert.ui.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.EndpointId;
import dev.culvert.store.HistoryCounts;
import dev.culvert.ui.controls.connection.ClosedRow;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.MovingClock;
import dev.culvert.ui.staged.StagedConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryViewModelTest {

    @TempDir
    Path directory;

    private final MovingClock clock = new MovingClock();
    private final List<String> problems = new ArrayList<>();
    private House house;
    private HistoryViewModel model;

    @BeforeEach
    void build() {
        house = new House(directory, clock);
        model = new HistoryViewModel(house.gateway(), Runnable::run, Runnable::run, clock, problems::add);
        // the clock says 12:00
        keep(
                ended(1, Duration.ofDays(3), CloseReason.CLIENT_CLOSED),
                ended(2, Duration.ofHours(20), CloseReason.DENIED),
                ended(3, Duration.ofMinutes(50), CloseReason.CLIENT_CLOSED),
                ended(4, Duration.ofMinutes(49), CloseReason.DENIED),
                ended(5, Duration.ofMinutes(2), CloseReason.KILLED));
    }

    @AfterEach
    void tearDown() {
        house.tearDown();
        assertThat(problems).isEmpty();
    }

    private ClosedConnection ended(int id, Duration ago, CloseReason reason) {
        Instant started = clock.instant().minus(ago);
        return new StagedConnection(clock, id, new EndpointId("ep_1"), "db", "10.0.0." + id, 40_000, "a:1", started)
                .closed(reason, started.plusSeconds(1), null);
    }

    private void keep(ClosedConnection... connections) {
        long wanted = house.gateway().history().version() + connections.length;
        house.keep(List.of(connections));
        await().until(() -> house.gateway().history().version() == wanted);
    }

    private List<Long> ids() {
        model.beat();
        return model.closed().shownProperty().get().rows().stream()
                .map(r -> r.id().value())
                .toList();
    }

    private HistoryCounts counts() {
        model.beat();
        return Objects.requireNonNull(model.timeline().countsProperty().get());
    }

    @Test
    void a_time_limits_the_table_and_the_histogram_alike() {
        model.rangeProperty().set(TimeRange.QUARTER);
        assertThat(ids()).containsExactly(5L);
        assertThat(counts().total()).isEqualTo(1);
        model.rangeProperty().set(TimeRange.HOUR);
        assertThat(ids()).containsExactly(5L, 4L, 3L);
        assertThat(counts().total()).isEqualTo(3);
        assertThat(Arrays.stream(counts().refused()).sum()).isEqualTo(1);
        assertThat(counts().span().step()).isEqualTo(Duration.ofMinutes(1));
        model.rangeProperty().set(TimeRange.ALL);
        assertThat(ids()).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(counts().total()).isEqualTo(5);
        model.input().textProperty().set("reason:denied");
        assertThat(ids()).containsExactly(4L, 2L);
        assertThat(counts().total()).isEqualTo(2);
        assertThat(Arrays.stream(counts().others()).sum()).isZero();
    }

    @Test
    void bars_that_are_chosen_are_the_time_and_back_is_the_one_before() {
        model.rangeProperty().set(TimeRange.HOUR);
        HistoryCounts counts = counts();
        int bar = 0;
        while (counts.others()[bar] == 0) {
            bar++;
        }
        model.brush(bar, bar);
        assertThat(ids()).containsExactly(3L);
        assertThat(model.fromProperty().get()).isEqualTo("2026-11-23 11:10:00");
        assertThat(model.toProperty().get()).isEqualTo("2026-11-23 11:11:00");
        assertThat(counts().total()).isEqualTo(1);
        assertThat(counts().span().step()).isEqualTo(Duration.ofSeconds(1));
        model.unbrush();
        assertThat(model.rangeProperty().get()).isEqualTo(TimeRange.HOUR);
        assertThat(ids()).containsExactly(5L, 4L, 3L);
    }

    @Test
    void an_own_time_is_written_and_what_is_wrong_is_said() {
        model.fromProperty().set("11:11");
        assertThat(ids()).containsExactly(5L, 4L);
        model.toProperty().set("2026-11-23 11:30");
        assertThat(ids()).containsExactly(4L);
        model.toProperty().set("10:00");
        assertThat(model.ownProblemProperty().get()).contains("earlier moment first");
        assertThat(ids()).as("as it was").containsExactly(4L);
        model.toProperty().set("soon");
        assertThat(model.ownProblemProperty().get()).contains("'soon' is not a point in time");
        model.toProperty().set("");
        assertThat(model.ownProblemProperty().get()).isEmpty();
        assertThat(ids()).containsExactly(5L, 4L);
    }

    @Test
    void time_goes_on() {
        model.rangeProperty().set(TimeRange.QUARTER);
        assertThat(ids()).containsExactly(5L);
        clock.advance(Duration.ofMinutes(14));
        assertThat(ids()).isEmpty();
        assertThat(counts().total()).isZero();
        keep(ended(6, Duration.ofMinutes(1), CloseReason.KILLED));
        clock.advance(Duration.ofSeconds(5));
        assertThat(ids()).containsExactly(6L);
        assertThat(counts().total()).isEqualTo(1);
    }

    @Test
    void one_is_shown_in_detail_until_the_time_is_another() {
        model.rangeProperty().set(TimeRange.HOUR);
        model.beat();
        ClosedRow row = model.closed().shownProperty().get().rows().getFirst();
        model.show(row);
        assertThat(Objects.requireNonNull(model.detailProperty().get()).client())
                .isEqualTo("10.0.0.5:40000");
        model.rangeProperty().set(TimeRange.ALL);
        assertThat(model.detailProperty().get()).isNull();
    }
}
