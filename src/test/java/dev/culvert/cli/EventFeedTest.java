package dev.culvert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream that breaks off is taken up again where it was. */
@SuppressWarnings("NullAway.Init")
final class EventFeedTest {

    private final List<List<String>> requests = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** Answers requests, each with the next answer, and breaks the connection off. */
    private void answer(String... answers) {
        Thread.startVirtualThread(() -> {
            try {
                for (String answer : answers) {
                    try (Socket socket = server.accept()) {
                        var in = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                        var head = new ArrayList<String>();
                        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                            head.add(line);
                        }
                        requests.add(head);
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                        socket.getOutputStream().flush();
                    }
                }
            } catch (IOException e) {
                // the test is over
            }
        });
    }

    private static String stream(String text) {
        // a length that is never reached: the stream breaks off
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100000\r\n\r\n" + text;
    }

    private static String event(String id) {
        return "id: " + id + "\nevent: x\ndata: {\"event_id\":\"" + id + "\"}\n\n";
    }

    private ApiClient client() {
        try {
            return new ApiClient(URI.create("http://127.0.0.1:" + server.getLocalPort()), () -> "key");
        } catch (CommandFailure e) {
            throw new AssertionError(e);
        }
    }

    private Thread follow() {
        var client = client();
        var feed = new EventFeed(
                client, "/events/stream", e -> heard.add(e.path("event_id").asString()), notices::add);
        return Thread.ofVirtual().start(() -> {
            try (client;
                    var stop = new StopSignal(new TestLauncher())) {
                feed.follow(stop);
            } catch (CommandFailure e) {
                notices.add(e.getMessage());
            }
        });
    }

    @Test
    void it_goes_on_after_the_last_event() throws InterruptedException {
        answer(
                stream(event("ev_1") + event("ev_2")),
                stream("event: missed\ndata: {\"events\":3}\n\n" + event("ev_6")));
        Thread following = follow();
        await().until(() -> heard.size() == 3);
        following.interrupt();
        following.join();
        assertThat(heard).containsExactly("ev_1", "ev_2", "ev_6");
        assertThat(requests.get(0)).noneMatch(l -> l.startsWith("Last-Event-ID"));
        assertThat(requests.get(1)).contains("Last-Event-ID: ev_2");
        assertThat(notices)
                .contains("3 events are not in the history any more.")
                .anyMatch(n -> n.contains("trying again"));
    }

    @Test
    void what_is_refused_at_first_is_an_error() {
        answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 21\r\n\r\n{\"msg\": \"Wrong key.\"}");
        var client = client();
        var feed = new EventFeed(client, "/events/stream", e -> {}, notices::add);
        try (client;
                var stop = new StopSignal(new TestLauncher())) {
            assertThatThrownBy(() -> feed.follow(stop))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("Wrong key.");
        }
    }
}
