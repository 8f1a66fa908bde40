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

    /** How often an event may be refused before it is passed over: with the usual pauses, some four minutes. */
    static final int TRIES = 10;

    private final String id;
    private final Sender sender;
    private final EventJournal journal;
    private final DestinationTable table;
    private final Backoff backoff;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Wishes wishes;
    private volatile DeliveryProgress progress;
    private final SkipRequests skips = new SkipRequests();
    private final TroubleLog troubles;
    private volatile Trouble trouble = Trouble.NONE;
    private volatile @Nullable Instant lastDeliveredAt;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    Delivery(String id, Sender sender, Wishes wishes, EventJournal journal, DestinationTable table, Backoff backoff) {
        this.id = id;
        this.sender = sender;
        this.wishes = wishes;
        this.journal = journal;
        this.table = table;
        this.backoff = backoff;
        this.troubles = new TroubleLog(id, System::nanoTime);
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

    /**
     * Passes over the event that the destination does not take, now, and goes on with the next. Waits until it is done.
     *
     * @return the id of that event; empty if none fails
     */
    Optional<String> skip() throws InterruptedException {
        return trouble.isOver() ? Optional.empty() : skips.ask();
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
            skips.refuse();
            done.countDown();
        }
    }

    private void step() throws InterruptedException {
        long turn = journal.turn();
        try {
            if (skips.isWanted()) {
                skips.done(trouble.isOver() ? Optional.empty() : passOver("as a user asked for"));
            } else if (trouble.refusals() >= TRIES) {
                var unused = passOver("after " + TRIES + " tries");
            } else if (!deliverSome()) {
                journal.await(turn, LOOK);
            }
        } catch (DeliveryFailure e) {
            pause(e.getMessage(), e.wish(), e.isRefusal());
        } catch (StoreException | IllegalStateException e) {
            pause("The history cannot be read: " + e.getMessage(), Duration.ZERO, false);
        } catch (RuntimeException e) {
            log.error("The delivery to {} failed", id, e);
            pause("A fault of Culvert's own; its log has the details.", Duration.ZERO, false);
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
        // where several go in one request, only one by itself shows which of them is refused
        EventJournal.Slice slice = slice(from, trouble.refusals() > 0 ? 1 : sender.most());
        if (slice.isEmpty(from.cursor())) {
            return false;
        }
        List<Outgoing> wanted = wanted(slice);
        if (!wanted.isEmpty()) {
            send(wanted, slice, from);
        }
        keep(from.to(slice.last(), wanted.size(), slice.missing()));
        return true;
    }

    private EventJournal.Slice slice(DeliveryProgress from, int most) {
        return journal.after(from.cursor(), most, wishes.types());
    }

    private List<Outgoing> wanted(EventJournal.Slice slice) {
        Wishes now = wishes;
        return slice.events().stream()
                .map(now::select)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Goes past the next event that is wanted, and counts it; answers its id, or nothing if there is none. */
    private Optional<String> passOver(String why) {
        DeliveryProgress from = progress;
        EventJournal.Slice slice = slice(from, sender.most());
        Optional<Event> next = wanted(slice).stream().map(Outgoing::event).findFirst();
        next.ifPresent(event -> {
            long missing = slice.missingBefore().get(slice.events().indexOf(event));
            keep(from.past(event.position(), event.id(), missing));
            log.warn(
                    "The event {} is passed over for the destination {}, {}: {}",
                    event.id(),
                    id,
                    why,
                    trouble.message());
        });
        trouble = trouble.over();
        return next.map(Event::id);
    }

    private void send(List<Outgoing> wanted, EventJournal.Slice slice, DeliveryProgress from)
            throws DeliveryFailure, InterruptedException {
        try {
            sender.send(wanted);
        } catch (DeliveryFailure e) {
            if (e.delivered() > 0) {
                lastDeliveredAt = Instant.now();
                // else a receiver that fails now and then would be left alone longer and longer
                troubles.over();
                trouble = trouble.over();
                Event last = wanted.get(e.delivered() - 1).event();
                long missing = slice.missingBefore().get(slice.events().indexOf(last));
                keep(from.to(last.position(), e.delivered(), missing));
            }
            throw e;
        }
        lastDeliveredAt = Instant.now();
        troubles.over();
        trouble = trouble.over();
    }

    private void keep(DeliveryProgress far) {
        table.keep(id, far);
        progress = far;
    }

    private void pause(String sentence, Duration wish, boolean refusal) throws InterruptedException {
        troubles.failed(sentence);
        trouble = trouble.and(sentence, refusal);
        Duration pause = backoff.after(trouble.failures(), random);
        skips.await(pause.compareTo(wish) < 0 ? wish : pause);
    }
}
