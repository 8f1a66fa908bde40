package dev.culvert.events.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventType;
import dev.culvert.model.event.WebhookTarget;
import dev.culvert.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks arrive, in order, whatever befalls the receiver and us. */
final class WebhookDeliveryTest extends DeliveryFixture {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration LONG = Duration.ofSeconds(60);

    private static WebhookTarget target(Receiver receiver) {
        return new WebhookTarget(receiver.url(), SECRET, Map.of("X-Team", "db"));
    }

    /** The connections that were told of, in the order of their first arrival. */
    private static List<Long> order(Receiver receiver) {
        return receiver.taken().stream()
                .map(t -> new JsonMapper()
                        .readTree(t.body())
                        .at("/object/conn/bytes_in")
                        .asLong())
                .distinct()
                .toList();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void each_event_is_signed_as_the_specification_says() throws Exception {
        try (var receiver = new Receiver(n -> 200)) {
            String id = destination(target(receiver));
            connections(1, 2);
            await().until(() -> receiver.taken().size() == 2);
            Receiver.Taken first = receiver.taken().getFirst();
            var json = new JsonMapper().readTree(first.body());
            assertThat(first.exchange().getRequestMethod()).isEqualTo("POST");
            assertThat(first.header("Content-Type")).isEqualTo("application/json");
            assertThat(first.header("X-Team")).isEqualTo("db");
            assertThat(first.header("webhook-id"))
                    .isEqualTo(json.path("event_id").asString());
            assertThat(Long.parseLong(first.header("webhook-timestamp")))
                    .isBetween(System.currentTimeMillis() / 1000 - 60, System.currentTimeMillis() / 1000);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
            String signed = first.header("webhook-id") + "." + first.header("webhook-timestamp") + "." + first.body();
            assertThat(first.header("webhook-signature"))
                    .isEqualTo("v1,"
                            + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
            await().until(() -> state(id).progress().delivered() == 2);
            assertThat(state(id).status()).isEqualTo("up_to_date");
        }
    }

    @Test
    void a_receiver_that_fails_half_the_time_dies_and_comes_back_gets_everything_in_order() {
        var random = new Random(7);
        try (var receiver = new Receiver(n -> random.nextBoolean() ? 200 : 500)) {
            String id = destination(target(receiver));
            connections(1, 40);
            await().atMost(LONG).until(() -> receiver.taken().size() >= 20);
            receiver.die();
            connections(41, 80);
            await().atMost(LONG)
                    .until(() -> String.valueOf(state(id).lastError()).contains("cannot be reached"));
            assertThat(state(id).status()).isEqualTo("failing");
            receiver.rise();
            await().atMost(LONG).until(() -> state(id).waiting() == 0);
            assertThat(order(receiver)).isEqualTo(numbers(1, 80));
            assertThat(state(id).progress().delivered()).isEqualTo(80);
            assertThat(state(id).failingSince()).isNull();
            assertThat(state(id).lastError()).isNotNull();
        }
    }

    @Test
    void a_receiver_that_fails_half_the_time_is_not_left_alone_longer_and_longer() {
        backoff = new Backoff(Duration.ofMillis(5), Duration.ofHours(1));
        restart();
        var random = new Random(7);
        try (var receiver = new Receiver(n -> random.nextBoolean() ? 200 : 500)) {
            String id = destination(target(receiver));
            connections(1, 60);
            await().atMost(LONG).until(() -> state(id).waiting() == 0);
            assertThat(order(receiver)).isEqualTo(numbers(1, 60));
        }
    }

    @Test
    void a_server_that_closes_each_connection_takes_every_event_at_once() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> answerAndClose(server));
            String id = destination(new WebhookTarget("http://localhost:" + server.getLocalPort(), SECRET, Map.of()));
            connections(1, 200);
            await().atMost(LONG).until(() -> state(id).waiting() == 0);
            assertThat(state(id).lastError()).isNull();
        }
    }

    /** As servers of HTTP/1.0 do, who do not say that they close. */
    private static void answerAndClose(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                int length = 0;
                for (String line = in.readLine(); !"".equals(line); line = in.readLine()) {
                    length = line.toLowerCase(Locale.ROOT).startsWith("content-length:")
                            ? Integer.parseInt(line.substring(15).strip())
                            : length;
                }
                long unused = in.skip(length);
                socket.getOutputStream().write("HTTP/1.0 204 No Content\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            } catch (IOException | NullPointerException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    @Test
    void a_restart_in_the_middle_loses_nothing() {
        var random = new Random(11);
        try (var receiver = new Receiver(n -> random.nextBoolean() ? 200 : 503)) {
            String id = destination(target(receiver));
            connections(1, 30);
            for (int i = 1; i <= 4; i++) {
                int enough = i * 5;
                await().atMost(LONG).until(() -> receiver.taken().size() >= enough);
                restart();
            }
            connections(31, 60);
            await().atMost(LONG).until(() -> state(id).waiting() == 0);
            assertThat(order(receiver)).isEqualTo(numbers(1, 60));
        }
    }

    @Test
    void what_the_history_forgot_before_it_could_be_delivered_is_counted() throws Exception {
        try (var receiver = new Receiver(n -> 200)) {
            receiver.die();
            String id = destination(target(receiver));
            connections(1, 4);
            connections(5, 10);
            await().until(() -> state(id).failingSince() != null);
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Store.FILE_NAME));
                    var statement = connection.createStatement()) {
                statement.executeUpdate("delete from history_fresh where last_id = 4");
            }
            receiver.rise();
            await().atMost(LONG).until(() -> state(id).waiting() == 0);
            assertThat(order(receiver)).isEqualTo(numbers(5, 10));
            assertThat(state(id).progress().delivered()).isEqualTo(6);
            assertThat(state(id).progress().expired()).isEqualTo(4);
        }
    }

    @Test
    void a_dead_destination_holds_up_no_other_and_no_memory() {
        try (var dead = new Receiver(n -> 200);
                var living = new Receiver(n -> 200)) {
            dead.die();
            String id = destination(target(dead));
            destination(target(living));
            connections(1, 10);
            await().until(() -> order(living).equals(numbers(1, 10)));
            store.subscriptions().delete("esb_ed_2");
            deliveries.refresh();
            long before = heap();
            for (int i = 0; i < 50; i++) {
                connections(1000 + i * 2000L, 2999 + i * 2000L);
            }
            await().atMost(LONG).until(() -> state(id).waiting() == 100_010);
            long grown = heap() - before;
            assertThat(grown).as("bytes more on the heap").isLessThan(4_000_000);
            assertThat(state(id).progress().delivered()).isZero();
        }
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void a_server_that_says_how_long_it_wants_to_be_left_alone_is() {
        try (var receiver = new Receiver(n -> n == 0 ? 429 : 200)) {
            destination(target(receiver));
            connections(1, 1);
            await().until(() -> receiver.requests() == 1);
            long begin = System.nanoTime();
            await().until(() -> receiver.taken().size() == 1);
            // the longest pause of these deliveries is a tenth of a second
            assertThat(System.nanoTime() - begin).isGreaterThan(800_000_000);
        }
    }

    @Test
    void a_subscription_does_not_tell_of_what_was_before_it_although_it_waits() {
        try (var receiver = new Receiver(n -> 200)) {
            receiver.die();
            String id = destination(target(receiver), EventSource.all(EventType.IP_POLICY_CREATED));
            journal.append(EventType.IP_POLICY_CREATED, null, Map.of());
            journal.announce();
            await().until(() -> state(id).failingSince() != null);
            connections(1, 3);
            store.subscriptions()
                    .save(
                            new EventSubscription(
                                    "esb_2",
                                    "",
                                    "",
                                    List.of(EventSource.all(EventType.TCP_CONNECTION_CLOSED)),
                                    List.of(id),
                                    Instant.now()),
                            journal.head());
            deliveries.refresh();
            connections(4, 5);
            receiver.rise();
            await().until(() -> state(id).waiting() == 0);
            assertThat(receiver.taken()).hasSize(3);
            assertThat(order(receiver)).containsExactly(0L, 4L, 5L);
        }
    }

    @Test
    void pauses_grow_up_to_the_longest() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
        var random = new Random(3);
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(1, random)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
            assertThat(backoff.after(3, random)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
            assertThat(backoff.after(90, random)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        }
    }
}
