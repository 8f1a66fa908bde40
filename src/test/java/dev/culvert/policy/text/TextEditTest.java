package dev.culvert.policy.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextEditTest {

    @Test
    void several_edits_are_given_for_the_text_before() {
        String after = TextEdit.applyAll(
                "deny: [a, b]",
                List.of(new TextEdit(0, 4, "allow"), TextEdit.insert(11, ", c"), new TextEdit(7, 8, "x")));

        assertThat(after).isEqualTo("allow: [x, b, c]");
    }

    @Test
    void edits_that_overlap_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextEdit.applyAll("abcd", List.of(new TextEdit(0, 3, ""), new TextEdit(2, 4, ""))));
    }

    @ParameterizedTest
    @CsvSource({"abcd,abXd,2,3,X", "abcd,abcd,4,4,''", "aa,aaa,2,2,a", "'',x,0,0,x", "abc,'',0,3,''"})
    void the_smallest_edit_is_found(String before, String after, int start, int end, String replacement) {
        TextEdit edit = TextEdit.between(before, after);

        assertThat(edit).isEqualTo(new TextEdit(start, end, replacement));
        assertThat(edit.apply(before)).isEqualTo(after);
    }

    @Test
    void lines_end_as_editors_end_them() {
        var lines = new Lines("a\r\nb\rc\n😀d");

        assertThat(lines.range(3, 4)).hasToString("2:1");
        assertThat(lines.range(5, 6)).hasToString("3:1");
        assertThat(lines.range(lines.offsetOfCodePoint(8), 10)).hasToString("4:3");
        assertThat(lines.whole().endLine()).isEqualTo(4);
        assertThat(lines.endOfLine(2)).isEqualTo(5);
        assertThat(lines.startOfLine(4)).isEqualTo(7);
    }
}
