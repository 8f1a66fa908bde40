package dev.culvert.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeSignsTest {

    private static final EndpointId ONE = Ids.endpoint();
    private static final EndpointId OTHER = Ids.endpoint();

    /** Runs what is due when the test says so. */
    private static final class ByHand extends ScheduledThreadPoolExecutor {

        private final List<Runnable> due = new ArrayList<>();

        ByHand() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            due.add(task);
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void second() {
            List<Runnable> now = List.copyOf(due);
            due.clear();
            now.forEach(Runnable::run);
        }
    }

    private final ByHand thread = new ByHand();
    private final List<EndpointId> silent = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final LifeSigns signs = new LifeSigns(thread, () -> now, silent::add);

    @AfterEach
    void end() {
        thread.shutdownNow();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        thread.second();
    }

    @Test
    void a_maker_may_be_silent_for_fifteen_seconds() {
        signs.await(ONE);
        pass(Duration.ofSeconds(15));
        assertThat(silent).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(silent).containsExactly(ONE);
    }

    @Test
    void a_sign_counts_from_when_it_came() {
        signs.await(ONE);
        signs.await(OTHER);
        pass(Duration.ofSeconds(14));
        assertThat(signs.renew(OTHER)).isTrue();
        pass(Duration.ofSeconds(14));
        assertThat(silent).containsExactly(ONE);
    }

    @Test
    void a_sign_of_one_that_is_not_awaited_changes_nothing() {
        assertThat(signs.renew(ONE)).isFalse();
        signs.await(ONE);
        signs.forget(ONE);
        assertThat(signs.renew(ONE)).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(silent).isEmpty();
    }

    @Test
    void nothing_is_looked_at_where_nobody_is_awaited() {
        assertThat(thread.due).isEmpty();
        signs.await(ONE);
        signs.await(OTHER);
        assertThat(thread.due).hasSize(1);
        signs.forget(ONE);
        signs.forget(OTHER);
        thread.second();
        assertThat(thread.due).isEmpty();
        signs.await(ONE);
        assertThat(thread.due).hasSize(1);
    }

    @Test
    void what_could_not_be_ended_is_told_of_again() {
        List<EndpointId> told = new ArrayList<>();
        var stubborn = new LifeSigns(thread, () -> now, id -> {
            told.add(id);
            throw new IllegalStateException("no room on the disk");
        });
        stubborn.await(ONE);
        pass(Duration.ofSeconds(16));
        thread.second();
        assertThat(told).containsExactly(ONE, ONE);
    }
}
