package dev.culvert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointUrlTest {

    @ParameterizedTest
    @CsvSource({
        "tcp://localhost:5432, tcp://localhost:5432",
        "TCP://DB.Example.COM:5432, tcp://db.example.com:5432",
        "localhost:22, tcp://localhost:22",
        "tcp://[::1]:22, tcp://[::1]:22",
        "' tcp://10.0.0.1:65535 ', tcp://10.0.0.1:65535",
    })
    void reads_a_complete_url_into_its_canonical_form(String text, String canonical) {
        assertThat(EndpointUrl.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:80, ERR_NGROK_18022",
        "tcp://localhost, ERR_NGROK_18003",
        "tcp://[::1], ERR_NGROK_18003",
        "tcp://localhost:0, ERR_NGROK_18001",
        "tcp://localhost:65536, ERR_NGROK_18001",
        "tcp://localhost:x, ERR_NGROK_18001",
        "tcp://localhost:+5, ERR_NGROK_18001",
        "tcp://:5432, ERR_NGROK_18001",
        "tcp://::1:22, ERR_NGROK_18001",
        "tcp://localhost:22/, ERR_NGROK_9038",
        "tcp://localhost:22/path, ERR_NGROK_9037",
        "tcp://localhost:22?q, ERR_NGROK_9037",
        "tcp://localhost:22#f, ERR_NGROK_9037",
        "tcp://me@localhost:22, ERR_NGROK_9037",
        "tcp://bad host:22, ERR_NGROK_326",
        "tcp://a..b:22, ERR_NGROK_327",
    })
    void says_what_is_wrong_with_any_other(String text, String code) {
        assertThatThrownBy(() -> EndpointUrl.parse(text)).isInstanceOfSatisfying(InvalidValue.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).isNotBlank();
        });
    }
}
