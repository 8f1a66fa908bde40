package dev.culvert.engine.netty.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DateTextTest {

    private final DateText date = new DateText();

    @Test
    void is_written_as_http_wants_it() {
        assertThat(date.at(784_111_777_000L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void stays_for_a_second_and_changes_with_the_next() {
        String first = date.at(784_111_777_000L);
        assertThat(date.at(784_111_777_999L)).isSameAs(first);
        assertThat(date.at(784_111_778_000L)).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT");
        assertThat(date.at(784_111_777_500L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
