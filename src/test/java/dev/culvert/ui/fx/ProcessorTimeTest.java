package dev.culvert.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

    @Test
    void it_is_the_threads_that_asked_first_and_no_other_ones() throws InterruptedException {
        LongSupplier mine = ProcessorTime.ofThisThread();
        work(20_000_000);
        long before = mine.getAsLong();
        assertThat(before).isGreaterThanOrEqualTo(20_000_000);
        var other = new Thread(() -> work(200_000_000));
        other.start();
        other.join();
        assertThat(mine.getAsLong() - before).isLessThan(100_000_000);
    }

    /** Keeps a processor busy until this thread has had so many nanoseconds of it. */
    private static void work(long nanos) {
        LongSupplier own = ProcessorTime.ofThisThread();
        long end = own.getAsLong() + nanos;
        while (own.getAsLong() < end) {
            Thread.onSpinWait();
        }
    }
}
