package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastLookTest {

    private static final int SLEEP = SelectStrategy.SELECT;

    private final List<String> done = new ArrayList<>();
    private long now = -5;
    private long others = 1000;
    private int ready;
    private final LastLook look = new LastLook(() -> now, () -> {
        done.add("yield");
        now += others;
    });

    @Test
    void others_go_first_and_what_they_have_sent_is_seen() throws Exception {
        ready = 3;
        assertThat(next()).isEqualTo(3);
        assertThat(done).containsExactly("yield", "look");
    }

    @Test
    void where_nothing_came_it_sleeps() throws Exception {
        assertThat(next()).isEqualTo(SLEEP);
        assertThat(done).containsExactly("yield", "look");
    }

    @Test
    void nobody_goes_before_tasks_of_its_own() throws Exception {
        assertThat(look.calculateStrategy(this::looked, true)).isZero();
        assertThat(done).containsExactly("look");
    }

    @Test
    void one_who_computes_may_take_a_small_share_of_its_time() throws Exception {
        ready = 1;
        others = LastLook.LONG;
        assertThat(next()).isEqualTo(1);
        now += LastLook.LONG * (LastLook.SHARE - 1) - 1;
        assertThat(next()).isEqualTo(SLEEP);
        now++;
        assertThat(next()).isEqualTo(1);
        others = LastLook.LONG * 3;
        now += LastLook.LONG * LastLook.SHARE;
        next();
        now += LastLook.LONG * LastLook.SHARE;
        assertThat(next()).isEqualTo(SLEEP);
    }

    @Test
    void short_waits_may_follow_each_other() throws Exception {
        ready = 1;
        others = LastLook.LONG - 1;
        for (int i = 0; i < 1000; i++) {
            assertThat(next()).isEqualTo(1);
        }
    }

    @Test
    void it_seldom_looks_where_nothing_is_seen() throws Exception {
        sleep(20_000);
        assertThat(looks()).isBetween(500L, 800L);
        now += Duration.ofHours(1).toNanos();
        ready = 1;
        for (int i = 0; i < LastLook.SLEEPS; i++) {
            next();
        }
        done.clear();
        assertThat(next()).isEqualTo(1);
    }

    @Test
    void it_goes_on_looking_where_one_look_in_five_is_of_use() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            ready = i % 5 == 0 ? 1 : 0;
            next();
        }
        assertThat(looks()).isEqualTo(10_000);
    }

    @Test
    void it_learns_soon_that_times_have_changed() throws Exception {
        ready = 1;
        for (int i = 0; i < 100_000; i++) {
            next();
        }
        done.clear();
        ready = 0;
        sleep(LastLook.SLEEPS);
        assertThat(looks()).isLessThan(100L);
    }

    @Test
    void it_seldom_looks_where_each_find_keeps_it_busy() throws Exception {
        ready = 1;
        for (int i = 0; i < 1000; i++) {
            next();
            now += LastLook.BUSY;
        }
        assertThat(looks()).isBetween(20L, 40L);
    }

    @Test
    void it_goes_on_looking_where_what_it_finds_is_soon_done() throws Exception {
        ready = 1;
        for (int i = 0; i < 1000; i++) {
            next();
            now += LastLook.BUSY - 1;
        }
        assertThat(looks()).isEqualTo(1000);
    }

    private void sleep(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(next()).isEqualTo(SLEEP);
        }
    }

    private long looks() {
        return done.stream().filter("look"::equals).count();
    }

    private int next() throws Exception {
        return look.calculateStrategy(this::looked, false);
    }

    private int looked() {
        done.add("look");
        return ready;
    }
}
