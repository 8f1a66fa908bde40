package dev.culvert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PackTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "1, 1, 1",
        "-1, 10, 1",
        "63, 1, 1",
        "64, 1, 2",
        "-64, 10, 1",
        "-65, 10, 2",
        "127, 1, 2",
        "128, 2, 2",
        "16383, 2, 3",
        "16384, 3, 3",
        "1790000000000000, 8, 8",
        "9223372036854775807, 9, 10",
        "-9223372036854775808, 10, 10"
    })
    void numbers_come_back_and_small_ones_are_short(long number, int asNumber, int asDifference) throws SQLException {
        var writer = new PackWriter();
        writer.number(number);
        byte[] one = writer.take();
        writer.difference(number);
        byte[] other = writer.take();
        assertThat(one).hasSize(asNumber);
        assertThat(other).hasSize(asDifference);
        assertThat(new PackReader(one).number()).isEqualTo(number);
        assertThat(new PackReader(other).difference()).isEqualTo(number);
    }

    @Test
    void a_text_stands_once() throws SQLException {
        var writer = new PackWriter();
        writer.text("GET");
        writer.text(null);
        writer.text("");
        writer.text("/straße/€/😀");
        writer.text(new String("GET".toCharArray()));
        writer.text("/straße/€/😀");
        byte[] packed = writer.take();
        assertThat(packed).hasSize(5 + 1 + 2 + 2 + 17 + 1 + 1);
        var reader = new PackReader(packed);
        assertThat(reader.text()).isEqualTo("GET");
        assertThat(reader.textOrNull()).isNull();
        assertThat(reader.text()).isEmpty();
        assertThat(reader.text()).isEqualTo("/straße/€/😀");
        assertThat(reader.text()).isEqualTo("GET");
        assertThat(reader.text()).isEqualTo("/straße/€/😀");
        assertThat(reader.hasMore()).isFalse();
    }

    @Test
    void what_was_taken_is_forgotten() throws SQLException {
        var writer = new PackWriter();
        writer.text("GET");
        byte[] first = writer.take();
        writer.text("GET");
        assertThat(writer.take()).isEqualTo(first);
        writer.text("POST");
        writer.forget();
        writer.text("GET");
        assertThat(writer.take()).isEqualTo(first);
    }

    @Test
    void grows_with_what_is_written() throws SQLException {
        var writer = new PackWriter();
        byte[] many = new byte[100_000];
        Arrays.fill(many, (byte) 7);
        writer.bytes(many);
        for (int i = 0; i < 100_000; i++) {
            writer.number(i);
        }
        var reader = new PackReader(writer.take());
        assertThat(reader.bytes()).isEqualTo(many);
        for (int i = 0; i < 100_000; i++) {
            assertThat(reader.number()).isEqualTo(i);
        }
    }

    @Test
    void what_is_damaged_is_told() {
        var writer = new PackWriter();
        writer.number(300);
        writer.text("GET");
        byte[] packed = writer.take();
        for (int length = 0; length < packed.length; length++) {
            var reader = new PackReader(Arrays.copyOf(packed, length));
            assertThatThrownBy(() -> {
                        reader.number();
                        reader.text();
                    })
                    .as("%d bytes", length)
                    .isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(new PackReader(new byte[] {2})::text).isInstanceOf(SQLException.class);
        assertThatThrownBy(new PackReader(new byte[] {0})::text).isInstanceOf(SQLException.class);
        assertThatThrownBy(new PackReader(new byte[] {1, -1, -1, -1, -1, 15})::text)
                .as("a length below zero")
                .isInstanceOf(SQLException.class);
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) -1);
        assertThatThrownBy(new PackReader(endless)::number).isInstanceOf(SQLException.class);
        assertThatThrownBy(new PackReader(new byte[] {-1, -1, -1, -1, 15})::textOrNull)
                .as("a text of a number below zero")
                .isInstanceOf(SQLException.class);
    }
}
