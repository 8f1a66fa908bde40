package dev.culvert.policy.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyStateTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final PolicyState.Key KEY = new PolicyState.Key("a", "b");

    private final PolicyState state = new PolicyState();

    @Test
    void what_came_before_counts_less_and_less() {
        assertThat(admitted(10, NOON.plusSeconds(59))).isEqualTo(4);
        assertThat(admitted(10, NOON.plusSeconds(60))).isZero();
        assertThat(admitted(10, NOON.plusSeconds(90))).isEqualTo(2);
        assertThat(admitted(10, NOON.plusSeconds(1000))).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-07-20T20:17:00Z", "2262-04-11T23:47:17Z", "9999-12-31T23:58:30Z"})
    void any_year_that_can_be_written_can_be_counted_in(String moment) {
        Instant then = Instant.parse(moment);

        assertThat(admitted(10, then)).isEqualTo(4);
        assertThat(admitted(10, then.plusSeconds(1))).isZero();
    }

    @Test
    void no_more_than_allowed_come_in_however_many_threads_ask() {
        var admitted = new AtomicInteger();
        var open = new AtomicInteger();
        Runnable asking = () -> {
            for (int i = 0; i < 10_000; i++) {
                admitted.addAndGet(state.admit(KEY, 100, MINUTE, NOON) ? 1 : 0);
                open.addAndGet(state.acquire(KEY, 50) ? 1 : 0);
            }
        };

        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(asking))
                        .limit(4)
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(admitted).hasValue(100);
        assertThat(open).hasValue(50);
        for (int i = 0; i < 60; i++) {
            state.release(KEY);
        }
        assertThat(state.open(KEY)).isZero();
    }

    @Test
    void it_does_not_grow_without_bounds() {
        for (int i = 0; i < PolicyState.MOST_WINDOWS * 2 + 10; i++) {
            state.admit(new PolicyState.Key("a", "k" + i), 1, MINUTE, NOON.plusMillis(i));
            assertThat(state.windows() <= PolicyState.MOST_WINDOWS).isTrue();
        }
        assertThat(state.windows()).isGreaterThan(0);
    }

    @Test
    void counts_of_actions_that_are_gone_are_forgotten() {
        state.admit(KEY, 1, MINUTE, NOON);
        state.admit(new PolicyState.Key("other", ""), 1, MINUTE, NOON);

        state.retain(List.of("a"));

        assertThat(state.admit(KEY, 1, MINUTE, NOON)).isFalse();
        assertThat(state.admit(new PolicyState.Key("other", ""), 1, MINUTE, NOON))
                .isTrue();
    }

    private int admitted(int tries, Instant at) {
        int count = 0;
        for (int i = 0; i < tries; i++) {
            count += state.admit(KEY, 4, MINUTE, at) ? 1 : 0;
        }
        return count;
    }
}
