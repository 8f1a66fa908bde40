package dev.culvert.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestfulnessTest {

    private final Restfulness rest = new Restfulness();

    private int keptOf(int beats, long activity) {
        int kept = 0;
        for (int i = 0; i < beats; i++) {
            if (!rest.leavesOut(activity)) {
                kept++;
            }
        }
        return kept;
    }

    @Test
    void every_beat_is_kept_while_something_is_going_on() {
        for (int i = 1; i < 100; i++) {
            assertThat(rest.leavesOut(i)).isFalse();
        }
    }

    @Test
    void one_beat_of_four_is_kept_once_all_has_settled() {
        assertThat(keptOf(17, 5)).isEqualTo(17);
        assertThat(keptOf(400, 5)).isEqualTo(100);
    }

    @Test
    void the_first_beat_after_anything_has_happened_is_kept_and_those_that_follow() {
        keptOf(1_000, 5);
        assertThat(keptOf(17, 6)).isEqualTo(17);
        assertThat(keptOf(3, 6)).isLessThan(3);
    }
}
