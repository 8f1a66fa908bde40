package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "1536, 1.54 kB",
        "9994, 9.99 kB",
        "9999, 10.0 kB",
        "99949, 99.9 kB",
        "99951, 100 kB",
        "999499, 999 kB",
        "999500, 1.00 MB",
        "1073741824, 1.07 GB",
        "9223372036854775807, 9.22 EB"
    })
    void bytes(long bytes, String text) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0s",
        "49, 0.0s",
        "1550, 1.5s",
        "9999, 9.9s",
        "10000, 10s",
        "59999, 59s",
        "60000, 1m 00s",
        "185000, 3m 05s",
        "3600000, 1h 00m",
        "86399999, 23h 59m",
        "187200000, 2d 04h"
    })
    void durations(long millis, String text) {
        assertThat(Amounts.duration(millis)).isEqualTo(text);
    }

    @Test
    void aRateIsTheGrowthSinceTheLastLook() {
        var rate = new Rate();

        assertThat(rate.of(5000, 1_000_000_000L)).isZero();
        assertThat(rate.of(6000, 1_500_000_000L)).isEqualTo(2000);
        assertThat(rate.of(6000, 1_500_000_000L)).isZero();
        assertThat(Amounts.rate(2000)).isEqualTo("2.00 kB/s");
    }
}
