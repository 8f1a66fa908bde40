package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final long MS = 1_000_000;
    private static final long BEGIN = Long.parseLong("9223372036800000000"); // nanoTime may wrap

    @Test
    void rests_as_long_as_the_bytes_are_worth() {
        var throttle = new Throttle(1_000, BEGIN);
        assertThat(throttle.rest(100, BEGIN)).isEqualTo(100 * MS);
        assertThat(throttle.rest(50, BEGIN)).isEqualTo(150 * MS);
        assertThat(throttle.rest(1, BEGIN + 150 * MS)).isEqualTo(MS);
    }

    @Test
    void makes_up_for_a_rest_that_was_a_little_too_long_and_not_for_more() {
        var throttle = new Throttle(1_000, BEGIN);
        throttle.rest(100, BEGIN);
        assertThat(throttle.rest(100, BEGIN + 120 * MS)).isEqualTo(80 * MS);
        assertThat(throttle.rest(100, BEGIN + 10_000 * MS)).isZero();
        assertThat(throttle.rest(100, BEGIN + 10_000 * MS)).isEqualTo(100 * MS);
    }

    @Test
    void reads_little_at_a_low_rate() {
        assertThat(new Throttle(1, BEGIN).readSize()).isEqualTo(512);
        assertThat(new Throttle(100_000, BEGIN).readSize()).isEqualTo(5_000);
        assertThat(new Throttle(Long.MAX_VALUE, BEGIN).readSize()).isEqualTo(65_536);
    }
}
