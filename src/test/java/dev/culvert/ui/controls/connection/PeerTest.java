package dev.culvert.ui.controls.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTest {

    private static Peer peer(String ip, int port) {
        return Peer.of(new InetSocketAddress(InetAddress.ofLiteral(ip), port));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1:7",
        "::1, [::1]:7",
        "::, [::]:7",
        "2001:db8::1, [2001:db8::1]:7",
        "2001:db8:0:1:0:0:0:1, [2001:db8:0:1::1]:7",
        "2001:0:0:1:0:0:0:0, [2001:0:0:1::]:7",
        "2001:db8:10:0:0:100:0:1, [2001:db8:10::100:0:1]:7",
        "1:2:3:4:5:6:7:8, [1:2:3:4:5:6:7:8]:7",
        "fe80::1%5, [fe80::1%5]:7",
    })
    void readsAsPeopleWriteIt(String ip, String text) {
        assertThat(peer(ip, 7)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "9.0.0.1, 1, 10.0.0.1, 1",
        "10.0.0.1, 9, 10.0.0.1, 10",
        "127.0.0.1, 1, 128.0.0.1, 1",
        "255.255.255.255, 1, ::1, 1"
    })
    void sortsByNumber(String ip, int port, String laterIp, int laterPort) {
        assertThat(peer(ip, port)).isLessThan(peer(laterIp, laterPort));
    }
}
