package dev.culvert.engine.netty.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTextTest {

    private static String text(HeadText head) {
        ByteBuf bytes = head.toBuffer(UnpooledByteBufAllocator.DEFAULT, 0);
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        bytes.release();
        return text;
    }

    @Test
    void lines_are_gathered_in_their_order() {
        HeadText head = HeadText.begin()
                .add("GET / HTTP/1.1")
                .endLine()
                .header("host", "a.example")
                .header("x", "");
        assertThat(text(head.endLine())).isEqualTo("GET / HTTP/1.1\r\nhost: a.example\r\nx: \r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "\r\nhost: evil"})
    void a_text_that_would_end_its_line_is_refused(String text) {
        assertThatThrownBy(() -> HeadText.begin().header("x", text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeadText.begin().header(text, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeadText.begin().add(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_is_left_of_the_message_before() {
        assertThatThrownBy(() -> HeadText.begin().header("secret", "a\n")).isInstanceOf(IllegalArgumentException.class);
        assertThat(text(HeadText.begin().header("a", "b"))).isEqualTo("a: b\r\n");
        assertThat(text(HeadText.begin().header("c", "d"))).isEqualTo("c: d\r\n");
    }

    /** A line break's code lies in the lower half of the second. */
    @Test
    void what_no_byte_can_say_becomes_a_question_mark() {
        assertThat(text(HeadText.begin().add("caf\u00e9 \u010a\u20ac"))).isEqualTo("caf\u00e9 ??");
    }

    @Test
    void a_head_may_be_long() {
        String lengthy = "0123456789".repeat(1_000);
        HeadText head = HeadText.begin();
        for (int i = 0; i < 10; i++) {
            head.header("x", lengthy);
        }
        assertThat(text(head)).isEqualTo(("x: " + lengthy + "\r\n").repeat(10));
    }

    @Test
    void there_is_room_behind_it() {
        ByteBuf bytes = HeadText.begin().header("a", "b").toBuffer(UnpooledByteBufAllocator.DEFAULT, 10_000);
        assertThat(bytes.writableBytes()).isGreaterThanOrEqualTo(10_000);
        assertThat(bytes.readableBytes()).isEqualTo("a: b\r\n".length());
        bytes.release();
    }
}
