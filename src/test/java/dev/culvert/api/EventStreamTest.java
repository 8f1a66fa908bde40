package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.event.EventType;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events as they happen, read as a browser's EventSource reads them. */
final class EventStreamTest extends EventFixture {

    /** A reader of the stream over a socket of its own, line by line. */
    private final class Reader implements AutoCloseable {

        private final Socket socket;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Reader(String query, @Nullable String lastEventId) throws IOException {
            var uri = gateway.server().uri();
            socket = new Socket(uri.getHost(), uri.getPort());
            String head = "GET /events/stream" + query + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                    + "\r\nAuthorization: Bearer " + gateway.key().value() + "\r\nNgrok-Version: 2\r\n"
                    + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            Thread.startVirtualThread(this::read);
            await().until(() -> lines.contains(": events as they happen"));
        }

        private void read() {
            try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("closed");
            }
            lines.add("end");
        }

        List<String> fields(String name) {
            return lines.stream()
                    .filter(l -> l.startsWith(name + ": "))
                    .map(l -> l.substring(name.length() + 2))
                    .toList();
        }

        void awaitIds(int count) {
            await().untilAsserted(() -> assertThat(fields("id")).hasSize(count));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void tells_what_happens_from_now_on() throws IOException {
        connections(1);
        try (var reader = new Reader("", null)) {
            connections(2, 3);
            made("/ip_policies", "{}");
            reader.awaitIds(3);
            assertThat(reader.lines)
                    .anyMatch(l -> l.equalsIgnoreCase("content-type: text/event-stream; charset=utf-8"));
            assertThat(reader.fields("event"))
                    .containsExactly("tcp_connection_closed.v0", "tcp_connection_closed.v0", "ip_policy_created.v0");
            assertThat(reader.fields("data").getFirst()).contains("cn_0000000000002");
            String id = reader.fields("id").getFirst();
            assertThat(reader.fields("data").getFirst())
                    .isEqualTo(caller.call("GET", "/events/" + id).response().body());
        }
    }

    @Test
    void goes_on_after_the_event_that_the_reader_saw_last_also_over_a_restart() throws IOException {
        List<String> seen = new ArrayList<>();
        try (var reader = new Reader("", null)) {
            connections(1, 2);
            reader.awaitIds(2);
            seen.addAll(reader.fields("id"));
        }
        connections(3);
        stop();
        start();
        connections(4);
        try (var reader = new Reader("", seen.getLast())) {
            reader.awaitIds(2);
            assertThat(reader.fields("data").get(0)).contains("cn_0000000000003");
            assertThat(reader.fields("data").get(1)).contains("cn_0000000000004");
        }
        try (var reader = new Reader("?last_event_id=" + seen.getFirst(), null)) {
            reader.awaitIds(3);
            assertThat(reader.fields("id").getFirst()).isEqualTo(seen.get(1));
        }
    }

    @Test
    void types_and_filters_choose() throws IOException {
        try (var audits = new Reader("?type=ip_policy_created.v0", null);
                var some = new Reader("?filter=ev.conn.client_port%3E1", null)) {
            connections(1, 2);
            made("/ip_policies", "{}");
            audits.awaitIds(1);
            some.awaitIds(1);
            assertThat(audits.fields("event")).containsExactly("ip_policy_created.v0");
            assertThat(some.fields("data").getFirst()).contains("cn_0000000000002");
        }
    }

    @Test
    void ends_when_the_gateway_stops() throws IOException {
        var reader = new Reader("", null);
        long begin = System.nanoTime();
        gateway.server().close();
        await().until(() -> reader.lines.contains("end"));
        assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(4_000);
        reader.close();
    }

    @Test
    void a_quiet_stream_has_a_heartbeat() throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var streams = new EventStreams(gateway.gateway(), Duration.ofMillis(30));
        Thread writer = Thread.startVirtualThread(() -> {
            try {
                streams.write(out, 0, new EventChoice(Set.of(EventType.IP_POLICY_CREATED), null));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> out.toString(StandardCharsets.UTF_8).contains(": heartbeat\n\n: heartbeat\n\n"));
        streams.close();
        assertThat(writer.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void who_does_not_read_costs_no_memory_and_stops_nobody() throws IOException {
        var uri = gateway.server().uri();
        try (var lazy = new Socket(uri.getHost(), uri.getPort());
                var reader = new Reader("?filter=ev.conn.client_port%3D%3D20000", null)) {
            lazy.getOutputStream()
                    .write(("GET /events/stream HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer "
                                    + gateway.key().value() + "\r\nNgrok-Version: 2\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            // more than all buffers between here and there hold
            connections(LongStream.rangeClosed(1, 20_000).toArray());
            reader.awaitIds(1);
            long begin = System.nanoTime();
            gateway.server().close();
            assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(6_000);
        }
    }

    @Test
    void there_is_room_for_so_many_readers() throws IOException {
        List<Reader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                readers.add(new Reader("", null));
            }
            var refused = caller.call("GET", "/events/stream");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("ERR_CULVERT_503");
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
        connections(1);
        await().until(() -> caller.call("GET", "/events").status() == 200);
        await().ignoreExceptions().until(() -> {
            connections(System.nanoTime() % 60_000 + 1);
            try (var again = new Reader("", null)) {
                return again.lines.stream().anyMatch(l -> l.contains("200 OK"));
            }
        });
    }
}
