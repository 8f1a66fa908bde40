package dev.culvert.ui.controls.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.EndpointId;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.MovingClock;
import dev.culvert.ui.staged.StagedConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedViewModelTest {

    @TempDir
    private Path directory;

    private final MovingClock clock = new MovingClock();
    private final List<String> problems = new ArrayList<>();
    private House house;
    private ClosedViewModel model;

    @BeforeEach
    void build() {
        house = new House(directory, clock);
        model = model();
    }

    @AfterEach
    void tearDown() {
        house.tearDown();
    }

    // reading at once, so that a beat is over when it returns
    private ClosedViewModel model() {
        return new ClosedViewModel(
                house.gateway().history(),
                false,
                new FilterInput(clock),
                Runnable::run,
                Runnable::run,
                clock,
                problems::add);
    }

    private ClosedConnection ended(int id, String ip, CloseReason reason, @Nullable String error) {
        return new StagedConnection(
                        clock, id, new EndpointId("ep_1"), "postgres", ip, 40_000, "127.0.0.1:5432", clock.instant())
                .move(id, 0)
                .closed(reason, clock.instant().plusSeconds(id % 7), error);
    }

    private void keep(ClosedConnection... connections) {
        long wanted = house.gateway().history().version() + connections.length;
        house.keep(List.of(connections));
        await().until(() -> house.gateway().history().version() == wanted);
    }

    private List<Long> ids() {
        return model.shownProperty().get().rows().stream()
                .map(r -> r.id().value())
                .toList();
    }

    private void beatLater() {
        clock.advance(Duration.ofSeconds(2));
        model.beat();
    }

    @Test
    void theHistoryIsReadAgainWhenItHasGrown() {
        keep(ended(1, "10.0.0.1", CloseReason.KILLED, null));
        model.beat();
        assertThat(ids()).containsExactly(1L);
        Shown<ClosedRow> before = model.shownProperty().get();
        beatLater();
        assertThat(model.shownProperty().get()).isSameAs(before);
        keep(ended(2, "10.0.0.1", CloseReason.KILLED, null));
        beatLater();
        assertThat(ids()).containsExactly(2L, 1L);
        assertThat(model.countProperty().get()).isEqualTo(2);
    }

    @Test
    void theRefusedAreAPartOfTheirOwn() {
        model = new ClosedViewModel(
                house.gateway().history(),
                true,
                new FilterInput(clock),
                Runnable::run,
                Runnable::run,
                clock,
                problems::add);
        model.beatCount();
        assertThat(model.countProperty().get()).isZero();
        keep(
                ended(1, "10.0.0.1", CloseReason.DENIED, null),
                ended(2, "10.0.0.2", CloseReason.CLIENT_CLOSED, null),
                ended(3, "10.0.0.3", CloseReason.TLS_FAILED, "no"));
        clock.advance(Duration.ofSeconds(2));
        model.beatCount();
        assertThat(model.countProperty().get()).isEqualTo(2);
        model.beat();
        assertThat(ids()).containsExactly(3L, 1L);
        model.input().textProperty().set("10.0.0.1");
        model.beat();
        assertThat(ids()).containsExactly(1L);
        assertThat(model.countProperty().get()).isEqualTo(2);
    }

    @Test
    void itIsThereAfterARestart() {
        keep(ended(1, "10.0.0.1", CloseReason.CLIENT_CLOSED, null));
        house.tearDown();
        house = new House(directory, clock);
        model = model();
        model.beat();
        assertThat(ids()).containsExactly(1L);
        assertThat(model.countProperty().get()).isEqualTo(1);
    }

    @Test
    void theFilterFindsReasonsAsTheyAreShownAndErrorsAndAddresses() {
        keep(
                ended(1, "10.0.0.1", CloseReason.CLIENT_CLOSED, null),
                ended(2, "10.0.0.2", CloseReason.UPSTREAM_REFUSED, "Connection refused"),
                ended(3, "2001:db8::1", CloseReason.CLIENT_IDLE, null));
        for (CloseReason reason : CloseReason.values()) {
            assertThat(model.reasonText(reason))
                    .isEqualToIgnoringCase(reason.wireName().replace('_', ' '));
        }
        model.input().textProperty().set("Client closed");
        model.beat();
        assertThat(ids()).containsExactly(1L);
        model.input().textProperty().set("connection REFUSED");
        model.beat();
        assertThat(ids()).containsExactly(2L);
        model.input().textProperty().set("[2001:db8::1]:40000");
        model.beat();
        assertThat(ids()).containsExactly(3L);
        model.input().textProperty().set("");
        model.beat();
        assertThat(ids()).containsExactly(3L, 2L, 1L);
    }

    @Test
    void olderOnesComePageByPage() {
        ClosedConnection[] many = new ClosedConnection[ClosedViewModel.PAGE + 5];
        for (int i = 0; i < many.length; i++) {
            many[i] = ended(i + 1, "10.0.0.1", CloseReason.CLIENT_CLOSED, null);
        }
        keep(many);
        model.beat();
        assertThat(ids()).hasSize(ClosedViewModel.PAGE).first().isEqualTo(1_005L);
        assertThat(model.olderLeftProperty().get()).isTrue();
        model.loadOlder();
        assertThat(ids()).hasSize(1_005).last().isEqualTo(1L);
        assertThat(model.olderLeftProperty().get()).isFalse();
        keep(ended(2_000, "10.0.0.1", CloseReason.KILLED, null));
        beatLater();
        assertThat(ids()).first().isEqualTo(2_000L);
        assertThat(ids()).hasSize(1_005);
        assertThat(model.olderLeftProperty().get()).isTrue();
    }

    @Test
    void countsWithoutReadingRows() {
        keep(ended(1, "10.0.0.1", CloseReason.KILLED, null));
        model.beatCount();
        keep(ended(2, "10.0.0.1", CloseReason.KILLED, null));
        model.beatCount();
        assertThat(model.countProperty().get()).isEqualTo(2);
        assertThat(model.readProperty().get()).isFalse();
    }

    @Test
    void sortsByValue() {
        keep(ended(9, "10.0.0.9", CloseReason.KILLED, null), ended(10, "10.0.0.10", CloseReason.KILLED, null));
        model.beat();
        model.sort(new Sorting<>(Comparator.comparing(ClosedRow::client), "client", false));
        assertThat(ids()).containsExactly(9L, 10L);
        model.sort(new Sorting<>(Comparator.comparingLong(ClosedRow::bytesIn).reversed(), "in", true));
        assertThat(ids()).containsExactly(10L, 9L);
    }

    @Test
    void sortsTheWholeHistoryAndNotOnlyWhatIsShown() {
        ClosedConnection[] many = new ClosedConnection[ClosedViewModel.PAGE + 5];
        for (int i = 0; i < many.length; i++) {
            many[i] = ended(i + 1, "10.0.0.1", CloseReason.CLIENT_CLOSED, null);
        }
        keep(many);
        model.beat();
        model.sort(new Sorting<>(Comparator.comparingLong(ClosedRow::bytesIn), "in", false));
        model.beat();
        assertThat(ids()).hasSize(ClosedViewModel.PAGE).startsWith(1L, 2L, 3L);
        model.loadOlder();
        assertThat(ids()).hasSize(1_005).endsWith(1_005L);
    }

    @Test
    void aFilterThatIsHalfTypedCountsAsFarAsItIsUnderstood() {
        keep(ended(1, "10.0.0.1", CloseReason.KILLED, null), ended(2, "10.0.0.2", CloseReason.CLIENT_IDLE, null));
        model.input().textProperty().set("reason:killed bytes>");
        model.beat();
        assertThat(ids()).containsExactly(1L);
        assertThat(model.input().filterProperty().get().findings()).hasSize(1);
        model.input().textProperty().set("since:1h");
        model.beat();
        assertThat(ids()).containsExactly(2L, 1L);
        clock.advance(Duration.ofMinutes(61));
        model.beat();
        assertThat(ids()).as("an hour later").isEmpty();
    }
}
