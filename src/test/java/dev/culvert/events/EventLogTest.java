package dev.culvert.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.SampleExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class EventLogTest {

    private final List<List<ClosedConnection>> batches = new CopyOnWriteArrayList<>();

    @Test
    void writes_everything_in_order_and_in_batches() {
        try (var log = new EventLog((batch, requests) -> batches.add(List.copyOf(batch)), Thread::new)) {
            LongStream.range(0, 5_000).mapToObj(EventLogTest::connection).forEach(log::record);
            await().until(() -> log.written() == 5_000);
            assertThat(log.lost()).isZero();
        }
        assertThat(batches.stream().flatMap(List::stream).map(c -> c.id().value()))
                .containsExactlyElementsOf(LongStream.range(0, 5_000).boxed().toList());
        assertThat(batches).hasSizeLessThan(50);
    }

    /** Waiting for more before each of a hundred batches would take five seconds. */
    @Test
    void nothing_is_gathered_while_whole_batches_wait() {
        try (var log = new EventLog((batch, requests) -> batches.add(List.copyOf(batch)), Thread::new)) {
            LongStream.range(0, 200_000).mapToObj(EventLogTest::connection).forEach(log::record);
            await().atMost(Duration.ofSeconds(4)).until(() -> log.written() == 200_000);
        }
    }

    @Test
    void a_batch_that_is_full_does_not_wait_while_others_come_behind_it() {
        var recorded = new AtomicInteger();
        List<Long> behind = new CopyOnWriteArrayList<>();
        try (var log = new EventLog(
                (batch, requests) ->
                        behind.add(recorded.get() - 1 - batch.getLast().id().value()),
                Thread::new)) {
            for (int i = 0; i < 1_000; i++) {
                LongStream.range(recorded.get(), recorded.get() + 50)
                        .mapToObj(EventLogTest::connection)
                        .forEach(log::record);
                recorded.addAndGet(50);
                LockSupport.parkNanos(500_000);
            }
        }
        double mean = behind.stream().mapToLong(Long::longValue).average().orElseThrow();
        assertThat(mean).as("mean of %s", behind).isLessThan(1_700);
    }

    @Test
    void closing_writes_what_waits() {
        var log = new EventLog((batch, requests) -> batches.add(List.copyOf(batch)), Thread::new);
        LongStream.range(0, 10_000).mapToObj(EventLogTest::connection).forEach(log::record);
        log.close();
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(10_000);
    }

    @Test
    void a_disk_that_fails_once_loses_nothing() {
        var attempts = new AtomicInteger();
        var kept = new ArrayList<ClosedConnection>();
        try (var log = new EventLog(
                (batch, requests) -> {
                    if (attempts.getAndIncrement() == 0) {
                        throw new IllegalStateException("disk full");
                    }
                    kept.addAll(batch);
                },
                Thread::new)) {
            log.record(connection(1));
            await().until(() -> log.written() == 1);
        }
        assertThat(kept).containsExactly(connection(1));
    }

    @Test
    void closing_while_the_disk_fails_counts_what_is_lost() {
        var log = new EventLog(
                (batch, requests) -> {
                    throw new IllegalStateException("disk full");
                },
                Thread::new);
        log.record(connection(1));
        log.record(connection(2));
        log.close();
        assertThat(log.lost()).isEqualTo(2);
        assertThat(log.written()).isZero();
    }

    @Test
    void requests_are_written_with_connections_and_those_of_a_connection_lie_together() {
        var kept = new CopyOnWriteArrayList<HttpExchange>();
        var log = new EventLog((batch, requests) -> kept.addAll(requests), Thread::new);
        for (int i = 1; i <= 3; i++) {
            log.record(SampleExchange.of(7, i));
            log.record(SampleExchange.of(8, i));
        }
        log.record(connection(1));
        await().until(() -> log.written() == 1);
        assertThat(log.writtenRequests()).isEqualTo(6);
        assertThat(kept)
                .extracting(x -> x.id().toString())
                .containsExactly(
                        "rq_0000000000007_1",
                        "rq_0000000000007_2",
                        "rq_0000000000007_3",
                        "rq_0000000000008_1",
                        "rq_0000000000008_2",
                        "rq_0000000000008_3");
        RequestMeter meter =
                log.meters().of(new EndpointId("ep_1")).orElseThrow().requests();
        assertThat(meter.answered(2)).isEqualTo(6);
        log.close();
    }

    @Test
    void each_is_counted_where_it_belongs() {
        try (var log = new EventLog((batch, requests) -> batches.add(List.copyOf(batch)), Thread::new)) {
            for (int i = 0; i < 30; i++) {
                log.record(connection(i, i % 3 == 0 ? "ep_1" : "ep_2"));
            }
            log.record(SampleExchange.of(7, 1));
            await().until(() -> log.written() == 30 && log.writtenRequests() == 1);
            EndpointMeter one = log.meters().of(new EndpointId("ep_1")).orElseThrow();
            EndpointMeter other = log.meters().of(new EndpointId("ep_2")).orElseThrow();
            assertThat(one.ended(CloseReason.CLIENT_CLOSED)).isEqualTo(10);
            assertThat(other.ended(CloseReason.CLIENT_CLOSED)).isEqualTo(20);
            assertThat(other.ended(CloseReason.POLICY_ERROR)).isZero();
            assertThat(one.requests().answered(2)).isEqualTo(1);
            assertThat(other.requests().answered(2)).isZero();
        }
    }

    @Test
    void a_flood_of_requests_is_bounded_and_costs_no_connection() {
        var mayWrite = new CountDownLatch(1);
        var log = new EventLog(
                (batch, requests) -> {
                    try {
                        mayWrite.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Thread::new);
        HttpExchange exchange = SampleExchange.of(7, 1);
        for (int i = 0; i < 150_000; i++) {
            log.record(exchange);
        }
        log.record(connection(1));
        assertThat(log.lostRequests()).isBetween(40_000L, 50_000L);
        mayWrite.countDown();
        await().until(() -> log.written() == 1);
        assertThat(log.lost()).isZero();
        assertThat(log.writtenRequests() + log.lostRequests()).isEqualTo(150_000);
        log.close();
    }

    private static ClosedConnection connection(long id) {
        return connection(id, "ep_1");
    }

    private static ClosedConnection connection(long id, String endpoint) {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);
        return new ClosedConnection(
                new ConnectionId(id),
                new EndpointId(endpoint),
                "db",
                "tcp://localhost:1",
                address,
                address,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                0,
                0,
                CloseReason.CLIENT_CLOSED,
                DecisionRecord.NONE,
                null);
    }
}
