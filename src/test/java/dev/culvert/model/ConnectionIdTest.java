package dev.culvert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionIdTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 35, 36, 1L << 40, Long.MAX_VALUE})
    void is_read_back_as_written(long value) {
        var id = new ConnectionId(value);
        assertThat(ConnectionId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 35, 36, 1L << 40})
    void sorts_as_text_as_it_does_as_a_number(long value) {
        assertThat(new ConnectionId(value).toString()).isLessThan(new ConnectionId(value + 1).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cn_", "cn_-1", "ep_1", "cn_!", "cn_zzzzzzzzzzzzzz"})
    void refuses_other_texts(String text) {
        assertThatThrownBy(() -> ConnectionId.parse(text)).isInstanceOf(InvalidValue.class);
    }
}
