package dev.culvert.engine.netty.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipePoolTest {

    private static final int TOO_LARGE = 1 << 30;

    private final SystemCalls calls = new SystemCalls();

    PipePoolTest() {
        assumeTrue(SelfTest.problem().isEmpty(), () -> SelfTest.problem().orElseThrow());
    }

    @Test
    void aPipeIsTakenAgain() {
        var pool = new PipePool(calls, descriptor -> false);
        long first = pool.take();
        assertThat(PipePool.readEnd(first)).isPositive().isNotEqualTo(PipePool.writeEnd(first));
        pool.give(first);
        assertThat(pool.take()).isEqualTo(first);
        pool.destroy(first);
    }

    @Test
    void onlyAFewAreKept() {
        var pool = new PipePool(calls, descriptor -> false);
        List<Long> pipes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pipes.add(pool.take());
        }
        pipes.forEach(pool::give);
        long open = pipes.stream()
                .filter(pipe -> calls.splice(PipePool.readEnd(pipe), PipePool.writeEnd(pipe), 1) != -9) // EBADF
                .count();
        assertThat(open).isEqualTo(8);
        pool.close();
    }

    @Test
    void aDescriptorThatIsReservedIsNotForAPipe() {
        long before = descriptors();
        var pool = new PipePool(calls, descriptor -> true);
        assertThat(pool.take()).isNegative();
        assertThat(descriptors()).isEqualTo(before);
    }

    /** As when the user's share of pipe memory is used up, which a test that runs as root cannot bring about. */
    @Test
    void aPipeThatCannotBeLargeIsNone() {
        long before = descriptors();
        assertThat(calls.pipe(TOO_LARGE)).isNegative();
        assertThat(descriptors()).isEqualTo(before);
    }

    private static long descriptors() {
        String[] names = new java.io.File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }
}
