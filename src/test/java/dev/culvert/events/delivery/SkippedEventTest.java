package dev.culvert.events.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.event.OtlpTarget;
import dev.culvert.model.event.WebhookTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that a receiver does not want for ever holds up the others for a while only, and is counted. */
final class SkippedEventTest extends DeliveryFixture {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pattern NUMBER = Pattern.compile("bytes_in[^0-9]{1,4}([0-9]+)");

    private static WebhookTarget webhook(Receiver receiver) {
        return new WebhookTarget(receiver.url(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Map.of());
    }

    private static List<Long> numbers(String text) {
        return NUMBER.matcher(text).results().map(m -> Long.valueOf(m.group(1))).toList();
    }

    private static List<Long> order(Receiver receiver) {
        return receiver.taken().stream()
                .flatMap(t -> numbers(t.body()).stream())
                .distinct()
                .toList();
    }

    private static List<Long> without(long from, long to, long missing) {
        return LongStream.rangeClosed(from, to)
                .filter(n -> n != missing)
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 415, 422, 431})
    void is_passed_over_after_so_many_tries(int status) {
        var refused = new AtomicInteger();
        try (var receiver = new Receiver((n, body) -> {
            boolean wanted = !numbers(body).contains(5L);
            if (!wanted) {
                refused.incrementAndGet();
            }
            return wanted ? 200 : status;
        })) {
            String id = destination(webhook(receiver));
            connections(1, 9);
            await().atMost(LONG).until(() -> state(id).waiting() == 0);
            assertThat(order(receiver)).isEqualTo(without(1, 9, 5));
            assertThat(refused).hasValue(Delivery.TRIES);
            assertThat(state(id).progress().delivered()).isEqualTo(8);
            assertThat(state(id).progress().skipped()).isEqualTo(1);
            assertThat(state(id).progress().expired()).isZero();
            assertThat(state(id).status()).isEqualTo("up_to_date");
            assertThat(state(id).lastError()).contains("status " + status);
            String skipped = String.valueOf(state(id).progress().lastSkipped());
            assertThat(numbers(journal.get(skipped).orElseThrow().json())).contains(5L);

            restart();
            assertThat(state(id).progress().skipped()).isEqualTo(1);
            assertThat(state(id).progress().lastSkipped()).isEqualTo(skipped);
        }
    }

    @Test
    void alone_where_several_go_in_one_request() {
        try (var receiver = new Receiver((n, body) -> numbers(body).contains(5L) ? 400 : 200)) {
            String id = destination(new OtlpTarget(receiver.url(), Map.of()));
            connections(1, 40);
            await().atMost(LONG).until(() -> state(id).waiting() == 0);
            assertThat(order(receiver)).isEqualTo(without(1, 40, 5));
            assertThat(state(id).progress().skipped()).isEqualTo(1);
            assertThat(state(id).progress().delivered()).isEqualTo(39);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 500, 503})
    void not_where_the_whole_receiver_is_what_fails(int status) {
        var seen = new AtomicInteger();
        try (var receiver = new Receiver((n, body) -> {
            seen.incrementAndGet();
            return status;
        })) {
            String id = destination(webhook(receiver));
            connections(1, 2);
            await().atMost(LONG).until(() -> seen.get() > Delivery.TRIES + 2);
            assertThat(state(id).progress().skipped()).isZero();
            assertThat(state(id).waiting()).isEqualTo(2);
        }
    }

    @Test
    void when_somebody_asks_for_it_at_once() throws Exception {
        try (var receiver = new Receiver((n, body) -> numbers(body).contains(5L) ? 404 : 200)) {
            String id = destination(webhook(receiver));
            assertThat(deliveries.skip(id)).isEmpty();
            connections(1, 9);
            await().atMost(LONG).until(() -> state(id).failingSince() != null);

            String skipped = deliveries.skip(id).orElseThrow();

            assertThat(numbers(journal.get(skipped).orElseThrow().json())).contains(5L);
            await().atMost(LONG).until(() -> state(id).waiting() == 0);
            assertThat(order(receiver)).isEqualTo(without(1, 9, 5));
            assertThat(state(id).progress().skipped()).isEqualTo(1);
            assertThat(deliveries.skip(id)).isEmpty();
        }
    }
}
