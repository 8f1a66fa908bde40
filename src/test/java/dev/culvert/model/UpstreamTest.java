package dev.culvert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpstreamTest {

    @ParameterizedTest
    @CsvSource({
        "5432, tcp://localhost:5432",
        "db.lan:5432, tcp://db.lan:5432",
        "tcp://127.0.0.1:22, tcp://127.0.0.1:22",
        "tcp://22, tcp://localhost:22",
        "[fe80::1]:22, tcp://[fe80::1]:22",
        "TLS://DB.example:443, tls://db.example:443",
        "tls://443, tls://localhost:443",
        "unix:///Run/App.sock, unix:///Run/App.sock",
    })
    void reads_what_ngrok_reads(String text, String url) {
        assertThat(Upstream.parse(text).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "db",
                "0",
                "70000",
                "99999999999",
                "http://localhost:80",
                "tcp://",
                "a:b:c",
                "localhost:",
                "tls://db.example",
                "tcp://db.example:5432/shop",
                "unix://run/app.sock",
                "unix:///",
                "unix:///a/very/long/path/a/very/long/path/a/very/long/path/a/very/long/path/a/very/long/path/a/very/long/path/x"
            })
    void refuses_the_rest_with_a_sentence(String text) {
        assertThatThrownBy(() -> Upstream.parse(text))
                .isInstanceOf(InvalidValue.class)
                .message()
                .endsWith(".");
    }
}
