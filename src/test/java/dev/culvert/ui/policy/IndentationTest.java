package dev.culvert.ui.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IndentationTest {

    private static String after(String text) {
        return Indentation.after(text, text.length());
    }

    @Test
    void a_new_line_goes_on_where_the_last_one_leads() {
        assertThat(after("on_tcp_connect:")).isEqualTo("  ");
        assertThat(after("  - name: x")).isEqualTo("    ");
        assertThat(after("  - actions:")).isEqualTo("      ");
        assertThat(after("      allow:\n        - 10.0.0.0/8")).isEqualTo("        - ");
        assertThat(after("  cert: |")).isEqualTo("    ");
        assertThat(after("")).isEmpty();
    }

    @Test
    void lines_move_in_and_out() {
        String text = "a\n  b\n\nc";
        assertThat(Indentation.shift(text, 0, 5, 2).apply(text)).isEqualTo("  a\n    b\n\nc");
        assertThat(Indentation.shift(text, 3, 3, -2).apply(text)).isEqualTo("a\nb\n\nc");
        assertThat(Indentation.shift(text, 0, 2, 2).apply(text)).isEqualTo("  a\n  b\n\nc");
    }

    @Test
    void comments_come_and_go() {
        String text = "  a: 1\n  b: 2";
        String commented = Indentation.comment(text, 0, text.length()).apply(text);
        assertThat(commented).isEqualTo("  # a: 1\n  # b: 2");
        assertThat(Indentation.comment(commented, 0, commented.length()).apply(commented))
                .isEqualTo(text);
    }
}
