package dev.culvert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestIdTest {

    @Test
    void reads_what_it_writes() {
        var id = new RequestId(new ConnectionId(123_456_789_012_345L), 17);
        assertThat(id.toString()).startsWith("rq_").endsWith("_17");
        assertThat(RequestId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "rq_", "rq_1", "rq_1_", "rq_1_0", "rq_1_-1", "rq__1", "rq_-1_1", "cn_1", "rq_!_1", "rq_1_x"})
    void refuses_what_is_none(String text) {
        assertThatThrownBy(() -> RequestId.parse(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("rq_03d5");
    }

    @Test
    void texts_that_senders_chose_are_cut() {
        var request = new HttpExchange.Request(
                "G".repeat(99), "http", "h".repeat(999), "/" + "t".repeat(9_999), "HTTP/1.1", "u".repeat(999), 0);
        assertThat(request.method()).hasSize(32).endsWith("…");
        assertThat(request.host()).hasSize(255);
        assertThat(request.target()).hasSize(2_000);
        assertThat(request.userAgent()).hasSize(500);
        var whole = new HttpExchange.Request("GET", "http", "a:1", "*", "HTTP/1.1", "u", 0);
        assertThat(whole.url()).isEqualTo("*");
        assertThat(whole.query()).isEmpty();
    }
}
