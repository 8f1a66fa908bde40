package dev.culvert.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UpkeepTimerTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);

    private final AtomicInteger looks = new AtomicInteger();
    private volatile int more;

    @Test
    void the_first_look_is_soon_and_then_it_rests() {
        try (var timer = timer(SOON, NEVER)) {
            assertThat(timer).isNotNull();
            await().untilAsserted(() -> assertThat(looks).hasValue(1));
            await().during(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(looks).hasValue(1));
        }
    }

    @Test
    void it_looks_once_for_all_that_was_written_meanwhile() {
        try (var timer = timer(Duration.ofMillis(300), NEVER)) {
            for (int i = 0; i < 10; i++) {
                timer.written();
            }
            await().untilAsserted(() -> assertThat(looks).hasValue(1));
            timer.written();
            timer.written();
            await().untilAsserted(() -> assertThat(looks).hasValue(2));
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(looks).hasValue(2));
        }
    }

    @Test
    void it_goes_on_while_there_is_more_to_do() {
        more = 3;
        try (var timer = timer(SOON, NEVER)) {
            assertThat(timer).isNotNull();
            await().untilAsserted(() -> assertThat(looks).hasValue(4));
            await().during(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(looks).hasValue(4));
        }
    }

    @Test
    void it_looks_seldom_where_nothing_is_written() {
        try (var timer = timer(SOON, Duration.ofMillis(50))) {
            assertThat(timer).isNotNull();
            await().untilAsserted(() -> assertThat(looks).hasValueGreaterThan(4));
        }
    }

    @Test
    void what_was_to_be_seldom_is_not_done_more_often_for_what_was_written() throws InterruptedException {
        try (var timer = timer(SOON, Duration.ofMillis(400))) {
            for (int i = 1; i <= 8; i++) {
                int least = i;
                await().untilAsserted(() -> assertThat(looks).hasValueGreaterThanOrEqualTo(least));
                timer.written();
            }
            Thread.sleep(100);
            int before = looks.get();
            Thread.sleep(1_000);
            assertThat(looks.get() - before).isBetween(1, 3);
        }
    }

    /** The program would else end only when it has waited for as long as it waits for a look. */
    @Test
    void a_look_that_is_far_off_is_not_waited_for() {
        var timer = timer(SOON, NEVER);
        await().untilAsserted(() -> assertThat(looks).hasValue(1));
        assertThat(CompletableFuture.runAsync(timer::close)).succeedsWithin(Duration.ofSeconds(3));
    }

    /** What is written while it looks may not have been seen. */
    @Test
    void it_looks_again_for_what_is_written_meanwhile() {
        var looking = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        try (var timer = new UpkeepTimer(
                () -> {
                    looks.incrementAndGet();
                    looking.countDown();
                    uninterrupted(written);
                    return false;
                },
                SOON,
                NEVER)) {
            uninterrupted(looking);
            timer.written();
            written.countDown();
            await().untilAsserted(() -> assertThat(looks).hasValue(2));
        }
    }

    @Test
    void what_is_written_after_its_end_is_no_fault() {
        var timer = timer(SOON, NEVER);
        await().untilAsserted(() -> assertThat(looks).hasValue(1));
        timer.close();
        timer.written();
        assertThat(looks).hasValue(1);
    }

    private UpkeepTimer timer(Duration soon, Duration seldom) {
        return new UpkeepTimer(() -> looks.incrementAndGet() <= more, soon, seldom);
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
