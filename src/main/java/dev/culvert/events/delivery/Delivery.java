package dev.culvert.events.delivery;

import dev.culvert.events.Event;
import dev.culvert.events.EventJournal;
import dev.culvert.model.event.DeliveryProgress;
import dev.culvert.store.DestinationTable;
import dev.culvert.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to one destination: reads the journal from where the destination has come to, a batch at a time, so however
 * slow it is it costs no memory; sends, and notes how far it has come. Runs on a thread of its own until it is ended; the other
 * methods may be called by any.
 */
final class Delivery implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** How long news that nobody announced may wait. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String id;
    private final Sender sender;
    private final EventJournal journal;
    private final DestinationTable table;
    private final Backoff backoff;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Wishes wishes;
    private volatile DeliveryProgress progress;
    private volatile Trouble trouble = Trouble.NONE;
    private volatile @Nullable Instant lastDeliveredAt;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    /** What went wrong. */
    private record Trouble(
            int failures,
            @Nullable Instant since,
            @Nullable String message,
            @Nullable Instant at) {

        static final Trouble NONE = new Trouble(0, null, null, null);

        Trouble and(String sentence) {
            Instant now = Instant.now();
            return new Trouble(failures + 1, since == null ? now : since, sentence, now);
        }

        Trouble over() {
            return failures == 0 ? this : new Trouble(0, null, message, at);
        }
    }

    Delivery(String id, Sender sender, Wishes wishes, EventJournal journal, DestinationTable table, Backoff backoff) {
        this.id = id;
        this.sender = sender;
        this.wishes = wishes;
        this.journal = journal;
        this.table = table;
        this.backoff = backoff;
        this.progress = table.progress(id).orElseGet(() -> DeliveryProgress.from(journal.head()));
    }

    /** From now on the destination wants something else. */
    void want(Wishes changed) {
        wishes = changed;
        journal.announce();
    }

    DeliveryState state() {
        Trouble now = trouble;
        DeliveryProgress far = progress;
        return new DeliveryState(
                far, Math.max(0, journal.head() - far.cursor()), lastDeliveredAt, now.since(), now.message(), now.at());
    }

    /** Ends it and waits until it has. What it is sending may be sent again by the next. */
    void end() {
        ended = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        try {
            if (!done.await(20, TimeUnit.SECONDS)) {
                log.warn("The delivery to {} does not end; it is left to itself.", id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try (sender) {
            while (!ended) {
                step();
            }
        } catch (InterruptedException e) {
            // ended
        } finally {
            done.countDown();
        }
    }

    private void step() throws InterruptedException {
        long turn = journal.turn();
        try {
            if (!deliverSome()) {
                journal.await(turn, LOOK);
            }
        } catch (DeliveryFailure e) {
            pause(e.getMessage(), e.wish());
        } catch (StoreException | IllegalStateException e) {
            pause("The history cannot be read: " + e.getMessage(), Duration.ZERO);
        } catch (RuntimeException e) {
            log.error("The delivery to {} failed", id, e);
            pause("A fault of Culvert's own; its log has the details.", Duration.ZERO);
        }
    }

    /** Delivers a batch; false if there is nothing to deliver. */
    private boolean deliverSome() throws DeliveryFailure, InterruptedException {
        Wishes now = wishes;
        DeliveryProgress from = progress;
        if (now.isEmpty()) {
            long head = journal.head();
            if (head > from.cursor()) {
                keep(from.to(head, 0, 0));
            }
            return false;
        }
        EventJournal.Slice slice = journal.after(from.cursor(), sender.most(), now.types());
        if (slice.isEmpty(from.cursor())) {
            return false;
        }
        List<Outgoing> wanted = slice.events().stream()
                .map(now::select)
                .flatMap(Optional::stream)
                .toList();
        if (!wanted.isEmpty()) {
            send(wanted, slice, from);
        }
        keep(from.to(slice.last(), wanted.size(), slice.missing()));
        return true;
    }

    private void send(List<Outgoing> wanted, EventJournal.Slice slice, DeliveryProgress from)
            throws DeliveryFailure, InterruptedException {
        try {
            sender.send(wanted);
        } catch (DeliveryFailure e) {
            if (e.delivered() > 0) {
                lastDeliveredAt = Instant.now();
                Event last = wanted.get(e.delivered() - 1).event();
                long missing = slice.missingBefore().get(slice.events().indexOf(last));
                keep(from.to(last.position(), e.delivered(), missing));
            }
            throw e;
        }
        lastDeliveredAt = Instant.now();
        if (trouble.failures() > 0) {
            log.info("Events go to the destination {} again.", id);
        }
        trouble = trouble.over();
    }

    private void keep(DeliveryProgress far) {
        table.keep(id, far);
        progress = far;
    }

    private void pause(String sentence, Duration wish) throws InterruptedException {
        if (trouble.failures() == 0) {
            log.warn("Events do not go to the destination {}: {} They wait in the history.", id, sentence);
        }
        trouble = trouble.and(sentence);
        Duration pause = backoff.after(trouble.failures(), random);
        Thread.sleep(pause.compareTo(wish) < 0 ? wish : pause);
    }
}
