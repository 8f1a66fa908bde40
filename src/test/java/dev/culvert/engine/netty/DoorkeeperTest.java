package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

    private final Doorkeeper keeper = new Doorkeeper();
    private final List<FakeDoor> doors = List.of(new FakeDoor(4), new FakeDoor(1), new FakeDoor(3));

    DoorkeeperTest() {
        doors.forEach(keeper::add);
    }

    @Test
    void one_where_there_are_fewest_takes_those_who_are_refused() {
        refused(Doorkeeper.REFUSED - 1);
        expectOpen(true, true, true);
        refused(1);
        expectOpen(false, true, false);
    }

    @Test
    void it_stays_alone_though_another_has_fewer_later() {
        refused(Doorkeeper.REFUSED);
        doors.getFirst().load = 0;
        refused(Doorkeeper.REFUSED * 3);
        expectOpen(false, true, false);
    }

    @Test
    void all_open_for_one_who_stays() {
        refused(Doorkeeper.REFUSED);
        keeper.stayed();
        expectOpen(true, true, true);
        doors.getFirst().load = 0;
        refused(Doorkeeper.REFUSED - 1);
        expectOpen(true, true, true);
        refused(1);
        expectOpen(true, false, false);
    }

    @Test
    void those_who_are_refused_among_others_do_not_count() {
        for (int i = 0; i < 10; i++) {
            refused(Doorkeeper.REFUSED - 1);
            keeper.stayed();
        }
        expectOpen(true, true, true);
        assertThat(doors).allMatch(door -> door.told == 0);
    }

    @Test
    void all_open_where_one_cannot_take_them_and_for_long() {
        refused(Doorkeeper.REFUSED);
        keeper.behind();
        expectOpen(true, true, true);
        refused(Doorkeeper.RUSH - 1);
        expectOpen(true, true, true);
        refused(1);
        expectOpen(false, true, false);
    }

    @Test
    void a_rush_of_those_who_stay_changes_nothing() {
        keeper.behind();
        refused(Doorkeeper.REFUSED);
        expectOpen(false, true, false);
    }

    private void refused(int times) {
        for (int i = 0; i < times; i++) {
            keeper.refused();
        }
    }

    private void expectOpen(Boolean... open) {
        assertThat(doors).extracting(door -> door.open).containsExactly(open);
    }

    private static final class FakeDoor implements Doorkeeper.Door {

        private int load;
        private boolean open = true;
        private int told;

        FakeDoor(int load) {
            this.load = load;
        }

        @Override
        public int load() {
            return load;
        }

        @Override
        public void open() {
            open = true;
            told++;
        }

        @Override
        public void rest() {
            open = false;
            told++;
        }
    }
}
