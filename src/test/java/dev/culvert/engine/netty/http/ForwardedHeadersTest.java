package dev.culvert.engine.netty.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForwardedHeadersTest {

    private ForwardedHeaders forwarded = new ForwardedHeaders(InetAddress.getLoopbackAddress());

    @BeforeEach
    void client() throws UnknownHostException {
        forwarded = new ForwardedHeaders(InetAddress.getByName("192.0.2.7"));
    }

    private String of(String scheme, String authority, String... headers) {
        var head = new RequestHead("GET", scheme, authority, "/", 1, 1, HeaderList.of(headers), Instant.EPOCH);
        return forwarded.add(head).headers().toString();
    }

    @Test
    void each_request_of_a_connection_has_those_of_its_own_host() {
        assertThat(of("http", "a.example", "host", "a.example"))
                .isEqualTo("host: a.example, X-Forwarded-For: 192.0.2.7, X-Forwarded-Proto: http,"
                        + " X-Forwarded-Host: a.example");
        assertThat(of("http", "b.example")).endsWith("X-Forwarded-Host: b.example");
        assertThat(of("http", "b.example", "x", "y")).startsWith("x: y, X").endsWith("X-Forwarded-Host: b.example");
        assertThat(of("https", "b.example")).contains("X-Forwarded-Proto: https");
        assertThat(of("https", "")).isEqualTo("X-Forwarded-For: 192.0.2.7, X-Forwarded-Proto: https");
    }

    @Test
    void what_a_client_claims_stays_before_them() {
        assertThat(of("http", "a.example", "x-forwarded-for", "10.0.0.1", "X-Forwarded-Host", "c.example"))
                .isEqualTo("X-Forwarded-For: 10.0.0.1, 192.0.2.7, X-Forwarded-Host: c.example,"
                        + " X-Forwarded-Proto: http");
        assertThat(of("http", "a.example")).doesNotContain("10.0.0.1").endsWith("X-Forwarded-Host: a.example");
    }
}
