package dev.culvert.engine.netty;

import dev.culvert.engine.Traffic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The sums of one endpoint over all the times that it was served. Each event loop adds to a tally of its own, so that
 * no byte costs an atomic operation and no reader misses or doubles a connection that is just ending. Any thread reads.
 */
final class Ledger {

    private final List<Tally> tallies;
    private final AtomicInteger open = new AtomicInteger();
    private volatile CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);

    Ledger(int loops) {
        tallies = IntStream.range(0, loops).mapToObj(i -> new Tally()).toList();
    }

    Tally tally(int loop) {
        return tallies.get(loop);
    }

    /** Counts one more open connection and says how many there are now. */
    int opened() {
        return open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    Traffic traffic() {
        Traffic sum = new Traffic(0, open.get(), 0, 0);
        for (Tally tally : tallies) {
            sum = sum.plus(new Traffic(tally.accepted.get(), 0, tally.bytesIn.get(), tally.bytesOut.get()));
        }
        return sum;
    }

    /** Completes when the connections of all earlier times have ended. */
    CompletableFuture<Void> drained() {
        return drained;
    }

    /** Adds the connections of another time to those that {@link #drained()} waits for. */
    void alsoWaitFor(CompletableFuture<Void> ended) {
        drained = CompletableFuture.allOf(drained, ended);
    }
}
