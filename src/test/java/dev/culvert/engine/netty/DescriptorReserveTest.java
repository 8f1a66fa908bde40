package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorReserveTest {

    private final AtomicLong open = new AtomicLong();
    private long looks;

    @ParameterizedTest
    @CsvSource({"100, 75", "256, 192", "1024, 960", "4096, 3840", "20000, 18976", "1048576, 1047552"})
    void isASixteenthWithinReason(long limit, int firstKept) {
        var reserve = reserve(limit);
        assertThat(reserve.holds(firstKept)).isTrue();
        assertThat(reserve.holds(firstKept - 1)).isFalse();
        open.set(firstKept - 1);
        assertThat(reserve.isAllThatIsLeft()).isFalse();
        open.set(firstKept);
        assertThat(reserve.isAllThatIsLeft()).isTrue();
    }

    @Test
    void isReachedBeforeItIsUsedUpThoughItLooksSeldom() {
        var reserve = reserve(20_000);
        int clients = 0;
        while (clients < 10_000 && !reserve.isReached(0)) {
            clients++;
            open.addAndGet(4); // the client, its upstream, and a pipe
        }
        assertThat(open.get()).isBetween(18_900L, 19_100L);
        assertThat(looks).isLessThan(clients / 20);
        assertThat(reserve.isReached(0)).isTrue();
        open.set(10_000);
        assertThat(reserve.isReached(0)).isFalse();
    }

    @Test
    void countsWhatWaitingClientsAreGoingToNeed() {
        var reserve = reserve(20_000);
        open.set(18_000);
        assertThat(reserve.isReached(400)).isFalse();
        assertThat(reserve.holds(18_000, 400)).isFalse();
        var other = reserve(20_000);
        assertThat(other.isReached(500)).isTrue();
        assertThat(other.holds(18_000, 500)).isTrue();
    }

    @Test
    void isAllThatIsLeftWhereLookingFails() {
        var reserve = DescriptorReserve.of(() -> 1024, () -> {
            throw new InternalError("Unable to open directory /proc/self/fd");
        });
        assertThat(reserve.isAllThatIsLeft()).isTrue();
    }

    @Test
    void isNoneOfThisProcessAtRest() {
        var reserve = DescriptorReserve.ofProcess();
        assertThat(reserve.isAllThatIsLeft()).isFalse();
        assertThat(reserve.holds(100)).isFalse();
        assertThat(reserve.holds(Integer.MAX_VALUE)).isTrue();
    }

    private DescriptorReserve reserve(long limit) {
        return DescriptorReserve.of(() -> limit, () -> {
            looks++;
            return open.get();
        });
    }
}
