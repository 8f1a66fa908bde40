package dev.culvert.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "plain text | plain text",
                "a,b | \"a,b\"",
                "say \"so\" | \"say \"\"so\"\"\"",
                "=1+1 | '=1+1",
                "+49 | '+49",
                "-1 | '-1",
                "@SUM(A1) | '@SUM(A1)",
                "=a,b | \"'=a,b\"",
                "a=b | a=b",
                "^ ^ | ^ ^"
            })
    void quotes_what_must_be_and_makes_no_formula(String text, String written) {
        assertThat(CsvLine.text(text)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"\\n, two", "\\r, three", "\\t, four"})
    void keeps_lines_within_a_field(String escape, String rest) {
        String text = "one" + escape.translateEscapes() + rest;
        assertThat(CsvLine.text(text)).isEqualTo(escape.equals("\\t") ? text : '"' + text + '"');
        boolean isDangerous = !escape.equals("\\n");
        assertThat(CsvLine.text(escape.translateEscapes() + rest).contains("'")).isEqualTo(isDangerous);
    }
}
