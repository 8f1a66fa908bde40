package dev.culvert.engine.netty;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What an event loop does before it sleeps: it lets go first who waits for its processor, and looks once more. Who is let
 * go is often the very client or upstream that the loop is about to hear from, and to be woken from sleep costs more
 * than what it does then. Where somebody computes on that processor, it comes back only after milliseconds: so the time that is lost
 * like that is kept to a small share; and where there is seldom anything to be seen, or so much that a sleep is nothing beside it, it
 * seldom looks. On the event loop only.
 */
final class LastLook implements SelectStrategy {

    /** It should have been back sooner, in nanoseconds. */
    static final long LONG = TimeUnit.MILLISECONDS.toNanos(1);

    /** Of so much time one part may be lost. */
    static final int SHARE = 400;

    /** A look has not paid if what it found kept the loop for so long, in nanoseconds: more would have come while it slept. */
    static final long BUSY = TimeUnit.MICROSECONDS.toNanos(100);

    /** It sleeps so many times at once where looking did not pay. */
    static final int SLEEPS = 256;

    private static final int FIRST_CREDIT = 8;
    private static final int MOST_CREDIT = 64;

    /** Looking pays where one look in five does. */
    private static final int GAIN = 4;

    private final LongSupplier clock;
    private final Runnable yield;
    private long notBefore;
    private int sleeps;
    private int credit = FIRST_CREDIT;
    private boolean found;
    private long foundAt;

    /** That of a thread. */
    LastLook() {
        this(System::nanoTime, Thread::yield);
    }

    /**
     * One whose time passes otherwise.
     *
     * @param clock nanoseconds
     * @param yield lets others have the processor
     */
    LastLook(LongSupplier clock, Runnable yield) {
        this.clock = clock;
        this.yield = yield;
        notBefore = clock.getAsLong();
    }

    @Override
    public int calculateStrategy(IntSupplier look, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return look.get();
        }
        if (sleeps > 0) {
            sleeps--;
            return SELECT;
        }
        long before = clock.getAsLong();
        if (found) {
            found = false;
            learn(before - foundAt < BUSY);
        }
        if (before - notBefore < 0) {
            return SELECT;
        }
        yield.run();
        long after = clock.getAsLong();
        long took = after - before;
        if (took >= LONG) {
            notBefore = before + took * SHARE;
        }
        int ready = look.get();
        if (ready <= 0) {
            learn(false);
            return SELECT;
        }
        found = true;
        foundAt = after;
        return ready;
    }

    private void learn(boolean paid) {
        if (paid) {
            credit = Math.min(credit + GAIN, MOST_CREDIT);
        } else if (--credit == 0) {
            credit = FIRST_CREDIT;
            sleeps = SLEEPS;
        }
    }
}
