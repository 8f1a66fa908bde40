package dev.culvert.cli.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {

    private final Redaction redaction = new Redaction(List.of("ak_2tZQkxU", ""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the key ak_SECRET-free ak_2tZQkxU stands alone",
                "Authorization: Bearer SECRET",
                "authorization=Basic SECRET",
                "{\"authorization\": \"Bearer SECRET\"}",
                "sent bearer SECRET to it",
                "password=SECRET; more",
                "\"signing_secret\":\"SECRET with blanks\", \"url\": 1",
                "api_key: 'SECRET and'",
                "webhook.token = SECRET",
                "https://user:SECRET@example.com/x",
                "postgres://SECRET@db",
                "https://hooks.example.com/a?auth=SECRET&b=SECRET rest",
                "-----BEGIN PRIVATE KEY-----\nSECRET\nSECRET\n-----END PRIVATE KEY----- after",
                "-----BEGIN EC PRIVATE KEY-----\nSECRET, and cut off"
            })
    void secrets_go(String text) {
        assertThat(redaction.apply(text).replace("ak_SECRET-free", ""))
                .contains("[redacted]")
                .doesNotContain("SECRET")
                .doesNotContain("ak_2tZQkxU");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26T07:00:00.000Z INFO  [main] d.c.a.GatewayProcess Culvert 0.1.0 runs in /home/x, API http://127.0.0.1:4040",
                "endpoint db at tcp://localhost:5432 forwards to 127.0.0.1:5433",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "The tokens of a bucket are full"
            })
    void everything_else_stays(String text) {
        assertThat(redaction.apply(text)).isEqualTo(text);
    }

    @Test
    void what_stands_around_a_secret_stays() {
        assertThat(redaction.apply("a password=x, b")).isEqualTo("a password=[redacted], b");
    }
}
