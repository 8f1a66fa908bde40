package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class ListeningPortsTest {

    @Test
    void finds_a_listener_of_this_process_until_it_is_closed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
            assertThat(new ListeningPorts().on(port)).hasValueSatisfying(p -> {
                assertThat(p.pid()).isEqualTo((int) ProcessHandle.current().pid());
                assertThat(p.process()).isNotBlank();
                assertThat(p.loopbackOnly()).isTrue();
            });
        }
        assertThat(new ListeningPorts().on(port)).isEmpty();
    }

    @Test
    void tells_a_listener_on_all_interfaces_apart() throws IOException {
        try (var socket = new ServerSocket(0)) {
            assertThat(new ListeningPorts().on(socket.getLocalPort()))
                    .hasValueSatisfying(p -> assertThat(p.loopbackOnly()).isFalse());
        }
    }
}
