package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "10.0.0.0, 10.0.0.0",
        "::1, ::1",
        "::, ::",
        "fe80::, fe80::",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:10:0:0:10:0:1, 2001:db8:10::10:0:1"
    })
    void asPeopleWriteThem(String written, String text) {
        assertThat(AddressText.ip(InetAddress.ofLiteral(written))).isEqualTo(text);
    }

    @Test
    void withAPort() {
        assertThat(AddressText.ipAndPort(new InetSocketAddress(InetAddress.ofLiteral("::1"), 80)))
                .isEqualTo("[::1]:80");
        assertThat(AddressText.ipAndPort(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 80)))
                .isEqualTo("127.0.0.1:80");
    }
}
