package dev.culvert.events;

import dev.culvert.model.ClosedConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what happened from the event loops and writes it in batches on one thread of its own. {@link #record} may be
 * called by any thread and never waits; when the disk is so slow that a million records wait, further ones are counted
 * as lost instead of filling the memory.
 */
public final class EventLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final int CAPACITY = 1_000_000;
    private static final int BATCH = 2_000;
    private static final long GATHER_MS = 50;
    private static final long RETRY_MS = 1_000;

    private final BlockingQueue<ClosedConnection> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final Meters meters = new Meters();
    private final Consumer<List<ClosedConnection>> sink;
    private final Thread writer;
    private volatile boolean closing;
    private volatile Runnable listener = () -> {};

    /**
     * Starts the writer.
     *
     * @param sink keeps a batch, or throws; then the batch is tried again
     * @param threads makes the one thread
     */
    public EventLog(Consumer<List<ClosedConnection>> sink, ThreadFactory threads) {
        this.sink = sink;
        this.writer = threads.newThread(this::write);
        writer.start();
    }

    /** Takes a connection that has ended. */
    public void record(ClosedConnection connection) {
        if (!waiting.offer(connection) && lost.getAndIncrement() == 0) {
            log.error("The history cannot be written fast enough; closed connections are being lost.");
        }
    }

    /** From now on, tells of each batch that has been written, on the writer's thread; the listener must not wait. */
    public void whenWritten(Runnable tell) {
        listener = tell;
    }

    /** How many connections have been written; grows whenever the history has changed. */
    public long written() {
        return written.get();
    }

    /** What was counted of the connections that have been written. */
    public Meters meters() {
        return meters;
    }

    /** How many connections could not be kept since the start. */
    public long lost() {
        return lost.get();
    }

    private void write() {
        List<ClosedConnection> batch = new ArrayList<>(BATCH);
        while (!closing || !waiting.isEmpty()) {
            try {
                batch.add(waiting.take());
                if (!closing && waiting.size() < BATCH) {
                    Thread.sleep(GATHER_MS);
                }
            } catch (InterruptedException e) {
                // closing: what waits is still written
            }
            waiting.drainTo(batch, BATCH - batch.size());
            if (!batch.isEmpty()) {
                keep(batch);
                batch.clear();
            }
        }
    }

    private void keep(List<ClosedConnection> batch) {
        while (true) {
            boolean last = closing;
            try {
                sink.accept(batch);
                meters.count(batch);
                written.addAndGet(batch.size());
                listener.run();
                return;
            } catch (RuntimeException e) {
                log.error("The history cannot be written: {}", e.getMessage());
                if (last) {
                    lost.addAndGet(batch.size());
                    return;
                }
            }
            try {
                Thread.sleep(RETRY_MS);
            } catch (InterruptedException e) {
                // closing: one more try
            }
        }
    }

    /** Writes what is waiting and ends the writer; waits for it. */
    @Override
    public void close() {
        closing = true;
        writer.interrupt();
        try {
            writer.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
