package dev.culvert.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.TextRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlacesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a == WORD && b",
                "'it''s WORD'",
                "\"say \\\"\\u00e9\\U0001F600\\x41\\n\\\\ WORD\"",
                "|\n        first\n          WORD && 😀\n        last",
                "|-\n        WORD",
                "\"😀 WORD\"",
            })
    void a_part_of_the_content_is_found_where_it_is_written(String written) {
        String text = "on_tcp_connect:\n  - expressions:\n      - " + written + "\n    actions: [{type: deny}]\n";

        TextRange found = word(text);

        assertThat(text.substring(found.start(), found.end())).isEqualTo("WORD");
    }

    @Test
    void the_whole_is_named_where_the_part_cannot_be_found() {
        String text =
                "on_tcp_connect:\n  - expressions:\n      - >\n        a &&\n        WORD\n    actions: [{type: deny}]\n";

        TextRange found = word(text);

        assertThat(text.substring(found.start(), found.end())).contains("a &&").contains("WORD");
    }

    private static TextRange word(String text) {
        ScalarNode expression = PolicyDocument.read(text, new Findings())
                .rules(Phase.ON_TCP_CONNECT)
                .getFirst()
                .expressions()
                .getFirst();
        int at = expression.text().indexOf("WORD");
        return expression.rangeOf(at, at + 4);
    }
}
