package dev.culvert.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {

    @Test
    void theMedianIsTheMiddleOneHoweverTheyCome() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).hasValue(new Spread(2, 1, 9));
    }

    @Test
    void ofAnEvenNumberItIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(10.0, 1.0, 4.0, 2.0))).hasValue(new Spread(3, 1, 10));
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(Spread.of(List.of())).isEmpty();
    }

    @Test
    void itsTextSaysFromWhereToWhereUnlessThereIsOne() {
        assertThat(new Spread(1.5, 0.98, 12.34).text()).isEqualTo("1.50 (0.98..12.3)");
        assertThat(new Spread(7, 7, 7).text()).isEqualTo("7.00");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "0.126, 0.13",
        "9.994, 9.99",
        "9.996, 10.0",
        "99.94, 99.9",
        "99.96, 100",
        "1234.5, 1235",
        "-3.14159, -3.14"
    })
    void numbersHaveThreeDigits(double value, String text) {
        assertThat(Spread.number(value)).isEqualTo(text);
    }
}
