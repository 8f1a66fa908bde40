package dev.culvert.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.ConnectionState;
import dev.culvert.model.EndpointId;
import dev.culvert.ui.controls.connection.FilterInput;
import dev.culvert.ui.controls.connection.Shown;
import dev.culvert.ui.controls.connection.Totals;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.MovingClock;
import dev.culvert.ui.staged.StagedConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenViewModelTest {

    private static final int MANY = 10_000;

    @TempDir
    private Path directory;

    private final MovingClock clock = new MovingClock();
    private House house;
    private EndpointId postgres;
    private OpenViewModel model;

    @BeforeEach
    void build() {
        house = new House(directory, clock);
        postgres = house.endpoint("postgres", 15_432);
        model = new OpenViewModel(house.gateway(), clock, null, new FilterInput(clock));
    }

    @AfterEach
    void tearDown() {
        house.tearDown();
    }

    private StagedConnection open(String ip, int port) {
        return house.open(postgres, "postgres", ip, port);
    }

    private List<StagedConnection> openMany() {
        List<StagedConnection> connections = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            connections.add(open("10.0." + i / 250 + "." + i % 250, 40_000));
        }
        return connections;
    }

    private void beat(Duration after) {
        clock.advance(after);
        model.beat();
    }

    private void beat() {
        beat(Duration.ofMillis(250));
    }

    private List<String> clients() {
        return model.shownProperty().get().rows().stream()
                .map(r -> r.client().toString())
                .toList();
    }

    @Test
    void nothingIsTouchedWhenNothingHasChanged() {
        openMany();
        model.beat();
        Shown<LiveRow> before = model.shownProperty().get();
        var events = new AtomicInteger();
        model.shownProperty().subscribe((old, now) -> events.incrementAndGet());
        for (int i = 0; i < 40; i++) {
            beat();
        }
        assertThat(events).hasValue(0);
        assertThat(model.shownProperty().get()).isSameAs(before);
        assertThat(before.rows()).hasSize(MANY);
    }

    @Test
    void onlyChangedConnectionsGetAnotherRow() {
        List<StagedConnection> connections = openMany();
        model.beat();
        IdentityHashMap<LiveRow, Boolean> before = new IdentityHashMap<>();
        model.shownProperty().get().rows().forEach(r -> before.put(r, true));
        connections.get(17).move(5, 0);
        connections.get(4_711).become(ConnectionState.HALF_CLOSED);
        beat();
        List<LiveRow> others = model.shownProperty().get().rows().stream()
                .filter(r -> !before.containsKey(r))
                .toList();
        assertThat(others)
                .extracting(LiveRow::id)
                .containsExactlyInAnyOrder(
                        connections.get(17).id(), connections.get(4_711).id());
    }

    @Test
    void theClientThatAProxySpeaksForTakesItsPlace() {
        StagedConnection connection = open("10.0.0.1", 1);
        model.beat();
        connection.speakFor("203.0.113.9", 4711);
        beat();
        assertThat(clients()).containsExactly("203.0.113.9:4711");
    }

    @Test
    void quietConnectionsAreLookedAtRarely() {
        StagedConnection connection = open("10.0.0.1", 1);
        for (int i = 0; i < 12; i++) {
            beat();
        }
        int looksWhileSettling = connection.looks();
        for (int i = 0; i < 20; i++) {
            beat();
        }
        assertThat(looksWhileSettling).isGreaterThanOrEqualTo(12);
        assertThat(connection.looks() - looksWhileSettling).isEqualTo(20 / 5);
    }

    @Test
    void whateverEndsTheQuietIsShownWithTheNextBeat() {
        StagedConnection connection = open("10.0.0.1", 1);
        Runnable rest = () -> {
            for (int i = 0; i < 31; i++) {
                beat();
            }
        };
        rest.run();
        connection.move(5, 0);
        beat();
        assertThat(model.shownProperty().get().rows().getFirst().bytesIn()).isEqualTo(5);
        rest.run();
        open("10.0.0.2", 2);
        beat();
        assertThat(clients()).containsExactly("10.0.0.2:2", "10.0.0.1:1");
        rest.run();
        house.gateway().kill(connection.id());
        beat();
        assertThat(clients()).containsExactly("10.0.0.2:2");
    }

    @Test
    void aChangeOfStateIsShownALittleLaterInTheQuiet() {
        StagedConnection connection = open("10.0.0.1", 1);
        for (int i = 0; i < 30; i++) {
            beat();
        }
        connection.become(ConnectionState.HALF_CLOSED);
        for (int i = 0; i < 5; i++) {
            beat();
        }
        assertThat(model.shownProperty().get().rows().getFirst().state()).isEqualTo(ConnectionState.HALF_CLOSED);
    }

    @Test
    void aQuietConnectionIsRarelyAskedForItsIdleTime() {
        StagedConnection connection = open("10.0.0.1", 1);
        StagedConnection busy = open("10.0.0.2", 2); // keeps the others looked at
        for (int i = 0; i < 16; i++) {
            busy.move(1, 1);
            beat();
        }
        int before = connection.idleAsked();
        for (int i = 0; i < 40; i++) {
            busy.move(1, 1);
            beat();
        }
        assertThat(connection.idleAsked() - before).isEqualTo(40 / 4 / 5);
        connection.move(1, 0);
        beat();
        assertThat(connection.idleAsked() - before).isEqualTo(40 / 4 / 5 + 1);
    }

    @Test
    void connectionsComeAndGo() {
        StagedConnection first = open("10.0.0.1", 1);
        model.beat();
        open("10.0.0.2", 2);
        beat();
        assertThat(clients()).containsExactly("10.0.0.2:2", "10.0.0.1:1");
        house.gateway().kill(first.id());
        beat();
        assertThat(clients()).containsExactly("10.0.0.2:2");
        assertThat(model.countProperty().get()).isEqualTo(1);
    }

    @Test
    void aNewRowIsFreshForASecondButNotTheFirstOnes() {
        open("10.0.0.1", 1);
        beat();
        assertThat(model.isFresh(model.shownProperty().get().rows().getFirst())).isFalse();
        beat();
        open("10.0.0.2", 2);
        beat();
        assertThat(model.isFresh(model.shownProperty().get().rows().getFirst())).isTrue();
        for (int i = 0; i < 5; i++) {
            beat();
        }
        assertThat(model.isFresh(model.shownProperty().get().rows().getFirst())).isFalse();
    }

    @Test
    void ratesAreOfTheLastSecondAndFallToNothing() {
        StagedConnection connection = open("10.0.0.1", 1);
        model.beat();
        connection.move(2_000, 10_000);
        beat(Duration.ofSeconds(1));
        LiveRow row = model.shownProperty().get().rows().getFirst();
        assertThat(row.inRate()).isEqualTo(2_000);
        assertThat(row.outRate()).isEqualTo(10_000);
        assertThat(model.shownProperty().get().totals().outRate()).isEqualTo(10_000);
        beat(Duration.ofSeconds(1));
        assertThat(model.shownProperty().get().rows().getFirst().outRate()).isZero();
    }

    @Test
    void theFilterFindsWhatIsShownAndTheTotalsAreOfThat() {
        EndpointId ssh = house.endpoint("ssh", 10_022);
        open("10.0.0.1", 1).move(100, 1);
        house.open(ssh, "SSH", "10.0.0.2", 2).move(30, 2).become(ConnectionState.HALF_CLOSED);
        model.beat();
        model.input().textProperty().set(" ssh ");
        assertThat(clients()).containsExactly("10.0.0.2:2");
        assertThat(model.shownProperty().get().totals()).isEqualTo(new Totals(1, 30, 2, 0, 0));
        model.input().textProperty().set("HALF CL");
        assertThat(clients()).containsExactly("10.0.0.2:2");
        model.input().textProperty().set("10.0.0.1:");
        assertThat(clients()).containsExactly("10.0.0.1:1");
        model.input().textProperty().set("nobody");
        assertThat(clients()).isEmpty();
        assertThat(model.countProperty().get()).isEqualTo(2);
    }

    @Test
    void figuresAndAddressesAreSortedByValue() {
        open("10.0.0.9", 1).move(900, 0);
        open("10.0.0.10", 1).move(1_000_000, 0);
        open("10.0.0.9", 2).move(20_000, 0);
        model.beat();
        model.sort(Comparator.comparingLong(LiveRow::bytesIn).reversed());
        assertThat(clients()).containsExactly("10.0.0.10:1", "10.0.0.9:2", "10.0.0.9:1");
        model.sort(Comparator.comparing(LiveRow::client));
        assertThat(clients()).containsExactly("10.0.0.9:1", "10.0.0.9:2", "10.0.0.10:1");
        model.sort(null);
        assertThat(clients()).containsExactly("10.0.0.9:2", "10.0.0.10:1", "10.0.0.9:1");
    }

    @Test
    void aPauseHoldsTheViewAndNotTheTraffic() {
        StagedConnection first = open("10.0.0.1", 1);
        model.beat();
        model.pausedProperty().set(true);
        first.move(1_000, 0);
        open("10.0.0.2", 2);
        beat();
        assertThat(clients()).containsExactly("10.0.0.1:1");
        assertThat(model.shownProperty().get().totals().bytesIn()).isZero();
        model.pausedProperty().set(false);
        beat();
        assertThat(clients()).containsExactly("10.0.0.2:2", "10.0.0.1:1");
        assertThat(model.shownProperty().get().totals().bytesIn()).isEqualTo(1_000);
    }

    @Test
    void idlenessRunsTowardsTheEndpointsLimit() {
        StagedConnection busy = open("10.0.0.1", 1);
        open("10.0.0.2", 2);
        model.beat();
        beat(Duration.ofSeconds(100));
        busy.move(1, 0);
        beat(Duration.ofSeconds(20));
        model.sort(model.byIdleTimeLeft());
        assertThat(clients()).containsExactly("10.0.0.2:2", "10.0.0.1:1");
        Idle idle = Objects.requireNonNull(
                model.idle(model.shownProperty().get().rows().getFirst()));
        assertThat(idle).isEqualTo(new Idle(Duration.ofMinutes(2), Duration.ofMinutes(5)));
        assertThat(idle.fraction()).isEqualTo(0.4);
        assertThat(idle.left()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void ofOneEndpointOnlyItsOwnAreShown() {
        EndpointId ssh = house.endpoint("ssh", 10_022);
        open("10.0.0.1", 1);
        house.open(ssh, "ssh", "10.0.0.2", 2);
        model = new OpenViewModel(house.gateway(), clock, ssh, new FilterInput(clock));
        model.beat();
        assertThat(clients()).containsExactly("10.0.0.2:2");
        assertThat(model.countProperty().get()).isEqualTo(1);
    }

    @Test
    void killsAreOfTheEngine() {
        StagedConnection first = open("10.0.0.1", 1);
        StagedConnection second = open("10.0.0.2", 2);
        house.gateway().kill(first.id());
        assertThat(model.kill(List.of(first.id(), second.id()))).isEqualTo(1);
        assertThat(house.engine().killed()).containsExactly(first.id(), first.id(), second.id());
    }
}
