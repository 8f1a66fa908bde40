package dev.culvert.engine.netty.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KnownNamesTest {

    private final KnownNames names = KnownNames.own();

    private AsciiString name(String before, String name, String after) {
        byte[] line = (before + name + after).getBytes(StandardCharsets.US_ASCII);
        return names.name(line, before.length(), name.length());
    }

    @Test
    void a_name_that_was_read_before_is_the_same() {
        AsciiString first = name("", "X-Request-Id", ": 1");
        assertThat((Object) name("ab", "X-Request-Id", "")).isSameAs(first);
        assertThat(first.toString()).isEqualTo("X-Request-Id");
    }

    @Test
    void it_is_passed_on_in_its_own_case() {
        assertThat(name("", "Accept-Language", ":").toString()).isEqualTo("Accept-Language");
        assertThat(name("", "accept-language", ":").toString()).isEqualTo("accept-language");
        assertThat(name("", "Accept-Language", ":").toString()).isEqualTo("Accept-Language");
    }

    @Test
    void many_names_are_each_their_own() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                String name = "X-" + Integer.toString(i * 7919, 36);
                assertThat(name(": ", name, ": ").toString()).isEqualTo(name);
            }
        }
    }

    @Test
    void one_that_begins_like_another_is_not_that() {
        assertThat(name("", "Content", "-Length").toString()).isEqualTo("Content");
        assertThat(name("", "Content-Length", "").toString()).isEqualTo("Content-Length");
        assertThat(name("", "Content", "-Length").toString()).isEqualTo("Content");
    }

    @Test
    void a_long_one_is_not_remembered() {
        String lengthy = "x".repeat(4_000);
        AsciiString first = name("", lengthy, "");
        assertThat(first.toString()).isEqualTo(lengthy);
        assertThat((Object) name("", lengthy, "")).isNotSameAs(first);
    }

    @Test
    void what_is_kept_does_not_hold_the_line_it_was_read_from() {
        byte[] line = "Accept: a".getBytes(StandardCharsets.US_ASCII);
        AsciiString kept = names.name(line, 0, 6);
        line[0] = 'X';
        assertThat(kept.toString()).isEqualTo("Accept");
        assertThat(kept.array()).hasSize(6);
    }
}
