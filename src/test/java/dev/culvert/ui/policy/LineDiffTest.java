package dev.culvert.ui.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineDiffTest {

    private static String told(String before, String after) {
        return LineDiff.between(before, after).stream()
                .map(l -> l.kind().sign() + l.number() + " " + l.text())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void lines_that_come_and_go_with_a_few_around_them() {
        String before = IntStream.rangeClosed(1, 20).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        String after = before.replace("line 10\n", "line ten\nand more\n");
        assertThat(told(before, after)).isEqualTo("""
                        0 6
                         7 line 7
                         8 line 8
                         9 line 9
                        -10 line 10
                        +10 line ten
                        +11 and more
                         12 line 11
                         13 line 12
                         14 line 13
                        0 7""");
    }

    @Test
    void a_first_and_a_last_policy() {
        assertThat(told("", "a\nb")).isEqualTo("+1 a\n+2 b");
        assertThat(told("a\nb", "")).isEqualTo("-1 a\n-2 b");
    }
}
