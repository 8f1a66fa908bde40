package dev.culvert.events.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.event.SyslogTarget;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Messages of RFC 5424, as they come out of the sockets. */
final class SyslogDeliveryTest extends DeliveryFixture {

    private static final String MESSAGE = "<134>1 2026-11-23T10:00:00\\.123456Z \\S+ culvert \\d+"
            + " tcp_connection_closed\\.v0 \\[culvert@32473 id=\"ev_[0-9A-Za-z]{27}\"] \\{.*}";

    private final List<String> taken = new CopyOnWriteArrayList<>();

    private static SyslogTarget target(int port, String transport) {
        return new SyslogTarget("127.0.0.1", port, transport, "local0", "culvert");
    }

    private List<Long> numbers() {
        return taken.stream()
                .map(m -> Long.parseLong(m.replaceFirst("(?s).*\"bytes_in\":(\\d+).*", "$1")))
                .distinct()
                .toList();
    }

    /** Reads counted messages (RFC 6587 3.4.1) up to the end. */
    private void read(Socket socket) throws IOException {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = 0;
                for (int c = in.read(); c != ' '; c = in.read()) {
                    if (c < 0) {
                        return;
                    }
                    length = length * 10 + c - '0';
                }
                taken.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            }
        } catch (EOFException e) {
            // the sender has gone
        }
    }

    @Test
    void over_tcp_with_their_lengths_counted() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.startVirtualThread(() -> serve(server, Integer.MAX_VALUE));
            String id = destination(target(server.getLocalPort(), "tcp"));
            connections(1, 1200);
            await().until(() -> state(id).progress().delivered() == 1200);
            assertThat(taken).hasSize(1200).allMatch(m -> m.matches(MESSAGE));
            assertThat(numbers())
                    .isEqualTo(LongStream.rangeClosed(1, 1200).boxed().toList());
        }
    }

    @Test
    void a_daemon_that_dies_with_what_it_was_sent_is_sent_it_again() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            // the first connection is accepted by the system and reset before anything is read
            Thread.startVirtualThread(() -> serve(server, 0));
            String id = destination(target(server.getLocalPort(), "tcp"));
            connections(1, 20);
            await().until(() -> state(id).failingSince() != null);
            assertThat(state(id).progress().delivered()).isZero();
            Thread.startVirtualThread(() -> serve(server, Integer.MAX_VALUE));
            await().until(() -> state(id).progress().delivered() == 20);
            assertThat(numbers())
                    .isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
        }
    }

    private void serve(ServerSocket server, int readers) {
        try {
            if (readers == 0) {
                Socket first = server.accept();
                first.setSoLinger(true, 0);
                first.close();
                return;
            }
            while (true) {
                read(server.accept());
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void over_udp_one_a_datagram() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.startVirtualThread(() -> listen(socket));
            String id = destination(target(socket.getLocalPort(), "udp"));
            connections(1, 60);
            await().until(() -> state(id).progress().delivered() == 60);
            await().until(() -> taken.size() == 60);
            assertThat(taken).allMatch(m -> m.matches(MESSAGE));
            assertThat(numbers())
                    .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
        }
    }

    @Test
    void over_udp_it_is_noticed_when_nobody_listens_on_this_machine() throws IOException {
        int port;
        try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        String id = destination(target(port, "udp"));
        // a second one would be refused by itself
        connections(1, 1);
        await().until(() -> state(id).failingSince() != null);
        assertThat(state(id).lastError()).contains("Nobody listens at 127.0.0.1:" + port);
        try (var socket = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.startVirtualThread(() -> listen(socket));
            await().until(() -> state(id).progress().delivered() == 1);
            await().until(() -> numbers().equals(List.of(1L)));
        }
    }

    private void listen(DatagramSocket socket) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[65_536], 65_536);
                socket.receive(packet);
                taken.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // the test is over
        }
    }
}
