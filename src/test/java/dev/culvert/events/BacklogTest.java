package dev.culvert.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BacklogTest {

    private final Backlog<Integer> backlog = new Backlog<>(3);

    private void add(int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(i -> assertThat(backlog.add(i, 1_000)).isTrue());
    }

    private static List<Integer> emptied(List<Integer> batch) {
        batch.clear();
        return batch;
    }

    @Test
    void it_is_taken_in_the_order_in_which_it_came() {
        add(1, 8);
        assertThat(backlog.size()).isEqualTo(8);
        List<Integer> batch = backlog.take(new ArrayList<>());
        assertThat(batch).containsExactly(1, 2, 3);
        batch = backlog.take(emptied(batch));
        assertThat(batch).containsExactly(4, 5, 6);
        add(9, 11);
        batch = backlog.take(emptied(batch));
        assertThat(batch).containsExactly(7, 8, 9);
        assertThat(backlog.size()).isEqualTo(2);
        batch = backlog.take(emptied(batch));
        assertThat(batch).containsExactly(10, 11);
        assertThat(backlog.take(emptied(batch))).isEmpty();
        assertThat(backlog.size()).isZero();
    }

    @Test
    void what_was_taken_stays_while_more_comes() {
        add(1, 2);
        List<Integer> batch = backlog.take(new ArrayList<>());
        add(3, 5);
        assertThat(batch).containsExactly(1, 2);
        assertThat(backlog.take(emptied(batch))).containsExactly(3, 4, 5);
    }

    @Test
    void no_more_wait_than_may() {
        add(1, 4);
        assertThat(backlog.add(5, 4)).isFalse();
        assertThat(backlog.add(6, 5)).isTrue();
        assertThat(backlog.size()).isEqualTo(5);
        List<Integer> batch = backlog.take(new ArrayList<>());
        assertThat(backlog.add(7, 3)).isTrue();
        assertThat(backlog.take(emptied(batch))).containsExactly(4, 6, 7);
    }

    @Test
    void whoever_waits_is_woken_by_the_first() throws InterruptedException {
        List<Integer> taken = new ArrayList<>();
        var thread = new Thread(() -> {
            try {
                while (taken.size() < 2) {
                    backlog.await();
                    taken.addAll(backlog.take(new ArrayList<>()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        for (int i = 1; i <= 2; i++) {
            await().until(() -> thread.getState() == Thread.State.WAITING);
            add(i, i);
        }
        thread.join(5_000);
        assertThat(taken).containsExactly(1, 2);
        thread.interrupt();
    }

    @Test
    void threads_that_add_at_once_lose_nothing() throws InterruptedException {
        var start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(t -> Thread.ofPlatform().start(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    IntStream.range(0, 5_000).forEach(i -> backlog.add(4 * i + t, 100_000));
                }))
                .toList();
        start.countDown();
        List<Integer> taken = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        while (taken.size() < 20_000) {
            backlog.await();
            batch = backlog.take(emptied(batch));
            assertThat(batch).hasSizeBetween(1, 3);
            taken.addAll(batch);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(backlog.size()).isZero();
        for (int t = 0; t < 4; t++) {
            int own = t;
            assertThat(taken.stream().filter(i -> i % 4 == own))
                    .containsExactlyElementsOf(IntStream.range(0, 5_000)
                            .map(i -> 4 * i + own)
                            .boxed()
                            .toList());
        }
    }
}
