package dev.culvert.cli.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the benchmark and its load process say to each other. */
class LinesTest {

    @Test
    void anOrderComesBackFromItsLine() {
        var order = new Order(Order.Kind.UP, 20001, 20002, 4711, 8, 0.25);

        assertThat(Order.parse(order.toLine() + "\n")).isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UP 1 2 3 4",
                "SIDEWAYS 1 2 0 1 1",
                "UP 0 2 0 1 1",
                "UP 1 65536 0 1 1",
                "UP 1 2 -1 1 1",
                "UP 1 2 0 0 1",
                "UP 1 2 0 10001 1",
                "UP 1 2 0 1 0",
                "UP 1 2 0 1 61",
                "UP 1 2 0 1 NaN",
                "UP 1 2 0 one 1"
            })
    void aLoadOutOfBoundsIsNotMade(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Order.parse(line));
    }

    @Test
    void anOutcomeComesBackFromItsLine() {
        var outcome = Outcome.of(Map.of("per_s", 1234.5, "cpu_us", 1e-7));

        assertThat(Outcome.parse(outcome.toLine())).isEqualTo(outcome);
    }

    @Test
    void aFailureStaysInOneLine() {
        String line = Outcome.failed("it broke\nin two").toLine();

        assertThat(line).doesNotContain("\n");
        assertThat(Outcome.parse(line)).isEqualTo(Outcome.failed("it broke in two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "failed", "ok x", "ok =1", "ok a=b", "great a=1"})
    void whatIsNoOutcomeIsRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Outcome.parse(line));
    }
}
