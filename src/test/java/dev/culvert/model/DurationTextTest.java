package dev.culvert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "3s, 3000, 3s",
        "90s, 90000, 1m30s",
        "1m30s, 90000, 1m30s",
        "5M, 300000, 5m",
        "250ms, 250, 250ms",
        "1.5s, 1500, 1500ms",
        "1d 2h, 93600000, 1d2h",
        "0s, 0, 0",
    })
    void reads_and_writes(String text, long millis, String shortest) {
        Duration duration = DurationText.parse(text);
        assertThat(duration).hasMillis(millis);
        assertThat(DurationText.format(duration)).isEqualTo(shortest);
        assertThat(DurationText.parse(shortest)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5s", "s", "5x", "1s1m", "99999d", "999999999999s", "1e3s", "５s"})
    void refuses_the_rest(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(InvalidValue.class);
    }
}
