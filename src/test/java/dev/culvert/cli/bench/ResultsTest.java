package dev.culvert.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Figure SPEED = new Figure("speed", "speed", "MiB/s", true);

    private final Results results = new Results();

    private void add(ForwarderKind kind, double... values) {
        for (int i = 0; i < values.length; i++) {
            results.add(SPEED, kind, i, values[i]);
        }
    }

    @Test
    void ratiosAreFormedWithinARound() {
        // the machine was four times as fast in the second round; the medians' ratio would be 1.5
        add(ForwarderKind.CULVERT, 100, 400, 150);
        add(ForwarderKind.HAPROXY, 50, 200, 100);

        assertThat(results.ratio(SPEED, ForwarderKind.CULVERT, ForwarderKind.HAPROXY))
                .hasValue(new Spread(2, 1.5, 2));
    }

    @Test
    void aRoundThatOneOfThemMissedDoesNotCount() {
        add(ForwarderKind.CULVERT, 100, 300);
        results.add(SPEED, ForwarderKind.NGINX, 1, 100);

        assertThat(results.ratio(SPEED, ForwarderKind.CULVERT, ForwarderKind.NGINX))
                .hasValue(new Spread(3, 3, 3));
    }

    @Test
    void nothingIsDividedByZeroOrByMemoryThatShrank() {
        add(ForwarderKind.CULVERT, 1, 1);
        add(ForwarderKind.NGINX, 0, -2);

        assertThat(results.ratio(SPEED, ForwarderKind.CULVERT, ForwarderKind.NGINX))
                .isEmpty();
    }

    @Test
    void whatWasNotMeasuredHasNoSpread() {
        assertThat(results.spread(SPEED, ForwarderKind.DIRECT)).isEmpty();
        add(ForwarderKind.DIRECT, 3, 1, 2);
        assertThat(results.spread(SPEED, ForwarderKind.DIRECT)).hasValue(new Spread(2, 1, 3));
    }
}
