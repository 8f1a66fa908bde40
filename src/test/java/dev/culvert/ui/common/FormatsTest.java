package dev.culvert.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormatsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "1254, 1.25 kB",
        "9994, 9.99 kB",
        "9996, 10.0 kB",
        "99949, 99.9 kB",
        "99951, 100 kB",
        "999499, 999 kB",
        "999500, 1.00 MB",
        "340000000000, 340 GB",
        "9223372036854775807, 9.22 EB",
    })
    void bytes_have_three_digits(long bytes, String text) {
        assertThat(Formats.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, –", "0.4, –", "0.5, 1 B/s", "1250000, 1.25 MB/s"})
    void no_rate_is_a_dash(double rate, String text) {
        assertThat(Formats.rate(rate)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, 0 ms, 0 s, 0 s",
        "12, 12 ms, 0 s, 0 s",
        "4200, 4.2 s, 4 s, 4 s",
        "59999, 59 s, 59 s, 59 s",
        "187000, 3:07, 3:07, 3 min",
        "7387000, 2:03:07, 2:03:07, 2 h 3 min",
        "273600000, 3 d 4 h, 3 d 4 h, 3 d 4 h",
    })
    void lengths_of_time(long millis, String whole, String age, String rough) {
        assertThat(Formats.duration(Duration.ofMillis(millis))).isEqualTo(whole);
        assertThat(Formats.age(Duration.ofMillis(millis))).isEqualTo(age);
        assertThat(Formats.roughAge(Duration.ofMillis(millis))).isEqualTo(rough);
    }
}
