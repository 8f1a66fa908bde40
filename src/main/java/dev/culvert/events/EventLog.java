package dev.culvert.events;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.HttpExchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what happened from the event loops and writes it in batches on one thread of its own. The {@code record}s may be
 * called by any thread and never wait; when the disk is so slow that a million records wait, further ones are counted
 * as lost instead of filling the memory.
 */
public final class EventLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final int CAPACITY = 1_000_000;

    /** Requests hold texts that their senders chose, so fewer of them may wait; and a flood of them costs no connection. */
    private static final int REQUEST_CAPACITY = 100_000;

    private static final int BATCH = 2_000;

    /**
     * At most so long more are waited for; less where a batch is full sooner. What waits longer than a collection of garbage
     * or two is moved to where only a full one takes it away.
     */
    private static final long GATHER_MS = 50;

    private static final long RETRY_MS = 1_000;

    private final Backlog<Object> waiting = new Backlog<>(BATCH);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong lostRequests = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong writtenRequests = new AtomicLong();
    private final Meters meters = new Meters();
    private final BiConsumer<List<ClosedConnection>, List<HttpExchange>> sink;
    private final Thread writer;
    private volatile boolean closing;
    private volatile Runnable listener = () -> {};

    /**
     * Starts the writer.
     *
     * @param sink keeps a batch of connections and requests, or throws; then the batch is tried again. The requests of a
     *     connection lie together in it
     * @param threads makes the one thread
     */
    public EventLog(BiConsumer<List<ClosedConnection>, List<HttpExchange>> sink, ThreadFactory threads) {
        this.sink = sink;
        this.writer = threads.newThread(this::write);
        writer.start();
    }

    /** Takes a connection that has ended. */
    public void record(ClosedConnection connection) {
        if (!waiting.add(connection, CAPACITY) && lost.getAndIncrement() == 0) {
            log.error("The history cannot be written fast enough; closed connections are being lost.");
        }
    }

    /** Takes a request that has ended. Where a hundred thousand records wait, it is counted as lost. */
    public void record(HttpExchange exchange) {
        if (!waiting.add(exchange, REQUEST_CAPACITY) && lostRequests.getAndIncrement() == 0) {
            log.error("The history cannot be written fast enough; HTTP requests are being lost.");
        }
    }

    /** From now on, tells of each batch that has been written, on the writer's thread; the listener must not wait. */
    public void whenWritten(Runnable tell) {
        listener = tell;
    }

    /** How many connections have been written. */
    public long written() {
        return written.get();
    }

    /** How many requests have been written. */
    public long writtenRequests() {
        return writtenRequests.get();
    }

    /** What was counted of the connections that have been written. */
    public Meters meters() {
        return meters;
    }

    /** How many connections could not be kept since the start. */
    public long lost() {
        return lost.get();
    }

    /** How many requests could not be kept since the start. */
    public long lostRequests() {
        return lostRequests.get();
    }

    private void write() {
        List<Object> batch = new ArrayList<>(BATCH);
        long pause = GATHER_MS;
        while (!closing || waiting.size() > 0) {
            try {
                waiting.await();
                if (!closing && waiting.size() < BATCH) {
                    Thread.sleep(pause);
                }
                pause = waiting.size() <= BATCH ? Math.min(pause + 2, GATHER_MS) : Math.max(pause / 2, 1);
            } catch (InterruptedException e) {
                // closing: what waits is still written
            }
            batch = waiting.take(batch);
            if (!batch.isEmpty()) {
                sort(batch);
                batch.clear(); // now, or a collection of garbage would copy what is not needed any more
            }
        }
    }

    private void sort(List<Object> batch) {
        List<ClosedConnection> connections = new ArrayList<>(batch.size());
        Map<ConnectionId, List<HttpExchange>> requests = new LinkedHashMap<>();
        for (Object record : batch) {
            if (record instanceof ClosedConnection connection) {
                connections.add(connection);
            } else if (record instanceof HttpExchange exchange) {
                requests.computeIfAbsent(exchange.id().connection(), id -> new ArrayList<>())
                        .add(exchange);
            }
        }
        keep(connections, requests.values().stream().flatMap(List::stream).toList());
    }

    private void keep(List<ClosedConnection> connections, List<HttpExchange> requests) {
        while (true) {
            boolean last = closing;
            try {
                sink.accept(connections, requests);
                meters.count(connections, requests);
                written.addAndGet(connections.size());
                writtenRequests.addAndGet(requests.size());
                listener.run();
                return;
            } catch (RuntimeException e) {
                log.error("The history cannot be written: {}", e.getMessage());
                if (last) {
                    lost.addAndGet(connections.size());
                    lostRequests.addAndGet(requests.size());
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
