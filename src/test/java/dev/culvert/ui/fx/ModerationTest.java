package dev.culvert.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModerationTest {

    private static final long PERIOD = 250_000_000;

    private final Moderation moderation = new Moderation();

    /** One more at the beginning, before anything has been spent. */
    @ParameterizedTest
    @CsvSource({"0, 120", "4999999, 120", "5000001, 60", "10000001, 40", "16000000, 30", "900000000, 30"})
    void the_dearer_a_beat_is_the_fewer_are_kept_but_at_least_one_a_second(long cost, int kept) {
        long spent = 0;
        int count = 0;
        for (int i = 0; i < 120; i++) {
            if (!moderation.leavesOut(PERIOD, spent)) {
                count++;
                spent += cost;
            }
        }
        assertThat(count).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void a_system_that_does_not_tell_keeps_every_beat(long spent) {
        for (int i = 0; i < 20; i++) {
            assertThat(moderation.leavesOut(PERIOD, spent)).isFalse();
        }
    }
}
