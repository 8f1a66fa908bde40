package dev.culvert.ui.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.ui.policy.Token.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TokensTest {

    private static String told(String text) {
        return Tokens.of(text).stream()
                .map(t -> t.kind() + " " + text.substring(t.start(), t.end()))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> of(Kind kind, String text) {
        return Tokens.of(text).stream()
                .filter(t -> t.kind() == kind)
                .map(t -> text.substring(t.start(), t.end()))
                .toList();
    }

    @Test
    void a_rule() {
        assertThat(told("- name: 'a # b' # c\n  config: {max: 5, enforce: false}\n"))
                .isEqualTo("""
                        MARK -
                        KEY name
                        MARK :
                        TEXT 'a # b'
                        COMMENT # c
                        KEY config
                        MARK :
                        MARK {
                        KEY max
                        MARK :
                        NUMBER 5
                        MARK ,
                        KEY enforce
                        MARK :
                        WORD false
                        MARK }""");
    }

    @Test
    void a_comment_begins_after_a_blank_only() {
        assertThat(told("name: a#b c # d")).isEqualTo("""
                        KEY name
                        MARK :
                        TEXT a#b c
                        COMMENT # d""");
    }

    @Test
    void expressions_in_every_style() {
        String plain = "expressions:\n  - conn.client_ip in ['10.0.0.1'] && size(x) > 2\n";
        assertThat(of(Kind.VARIABLE, plain)).containsExactly("conn.client_ip", "x");
        assertThat(of(Kind.FUNCTION, plain)).containsExactly("size");
        assertThat(of(Kind.WORD, plain)).containsExactly("in");
        assertThat(of(Kind.TEXT, plain)).containsExactly("'10.0.0.1'");
        assertThat(of(Kind.VARIABLE, "expressions: ['conn.geo.country == \"DE\"']\nactions: [conn.x]"))
                .containsExactly("conn.geo.country");
        assertThat(of(Kind.VARIABLE, "expressions:\n  - >-\n    a.b ||\n    c\nname: d\n"))
                .containsExactly("a.b", "c");
        assertThat(of(Kind.VARIABLE, "metadata: 'from ${conn.client_ip}!'")).containsExactly("conn.client_ip");
        assertThat(of(Kind.VARIABLE, "{\"expressions\":[\"conn.server_port==1\"],\"name\":\"x.y\"}"))
                .containsExactly("conn.server_port");
    }

    @Test
    void a_certificate_is_a_text() {
        String policy =
                "config:\n  server_certificate: |\n    -----BEGIN X-----\n    MIIB/+=:\n    -----END X-----\n  max: 1\n";
        assertThat(of(Kind.TEXT, policy)).containsExactly("-----BEGIN X-----", "MIIB/+=:", "-----END X-----");
        assertThat(of(Kind.KEY, policy)).containsExactly("config", "server_certificate", "max");
    }

    @Test
    void any_text_gives_tokens_in_order_and_apart() {
        var random = new Random(5);
        String alphabet = "ab:-'\"{}[]#|>$\n  ,.\\0&(\u00e4";
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int end = 0;
            for (Token token : Tokens.of(text.toString())) {
                assertThat(token.start()).as(text.toString()).isGreaterThanOrEqualTo(end);
                assertThat(token.end()).isGreaterThan(token.start()).isLessThanOrEqualTo(text.length());
                end = token.end();
            }
        }
    }
}
