package dev.culvert.events;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.event.EventType;
import dev.culvert.policy.expression.JsonText;
import dev.culvert.store.JournalEntry;
import dev.culvert.store.JournalTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened, as events in one order that never changes. Connections are told from the history's rows, so an
 * event is kept once however many want it. Any thread; reading waits for the disk.
 */
public final class EventJournal {

    private final JournalTable table;
    private final Account account;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long turn;

    /** The journal of a store. */
    public EventJournal(JournalTable table, Account account) {
        this.table = table;
        this.account = account;
    }

    /** Who this Culvert is in its events. */
    public Account account() {
        return account;
    }

    /** The position of the latest event; 0 if there was none. */
    public long head() {
        return table.head();
    }

    /**
     * A part of the journal.
     *
     * @param events what happened
     * @param last the position up to which this goes; where it began if there was nothing more
     * @param missing how many events in between the history has forgotten
     * @param missingBefore how many of these come before each event
     */
    public record Slice(List<Event> events, long last, long missing, List<Long> missingBefore) {

        /** Whether there was nothing more. */
        public boolean isEmpty(long from) {
            return last == from;
        }
    }

    /**
     * What came after a position, in order.
     *
     * @param limit so many positions are looked at
     */
    public Slice after(long position, int limit) {
        List<Event> events = new ArrayList<>();
        List<Long> missingBefore = new ArrayList<>();
        long last = position;
        long missing = 0;
        for (JournalEntry entry : table.after(position, limit)) {
            // what is not even in the journal any more was there before the history forgot it
            missing += entry.position() - last - 1;
            last = entry.position();
            if (entry.isForgotten()) {
                missing++;
            } else {
                events.add(event(entry));
                missingBefore.add(missing);
            }
        }
        return new Slice(events, last, missing, missingBefore);
    }

    /** The audit events that came after a position, in order; connections are passed over, whether kept or forgotten. */
    public Slice auditsAfter(long position, int limit) {
        long head = table.head();
        List<Event> events =
                table.auditsAfter(position, limit).stream().map(this::event).toList();
        long last = events.size() < limit ? head : 0;
        return new Slice(
                events,
                Math.max(last, events.isEmpty() ? position : events.getLast().position()),
                0,
                Collections.nCopies(events.size(), 0L));
    }

    /** What came before a position, the latest first; {@code last} is the lowest position that was looked at. */
    public Slice before(long position, int limit) {
        List<JournalEntry> entries = table.before(position, limit);
        List<Event> events =
                entries.stream().filter(e -> !e.isForgotten()).map(this::event).toList();
        long last = entries.isEmpty() ? position : entries.getLast().position();
        return new Slice(events, last, entries.size() - events.size(), List.of());
    }

    /** A text that stands for a position where an id of an event is wanted. */
    public String mark(long position) {
        return account.eventId(position, Instant.now());
    }

    /** The event with that id, if it is one and is still kept. */
    public Optional<Event> get(String id) {
        OptionalLong position = account.position(id);
        if (position.isEmpty()) {
            return Optional.empty();
        }
        return after(position.getAsLong() - 1, 1).events().stream()
                .filter(e -> e.id().equals(id))
                .findFirst();
    }

    private Event event(JournalEntry entry) {
        ClosedConnection connection = entry.connection();
        return new Event(
                entry.position(),
                account.eventId(entry.position(), entry.writtenAt()),
                entry.type().wireName(),
                connection == null ? entry.writtenAt() : connection.endedAt(),
                account.id(),
                entry.principal(),
                entry.object(),
                connection == null ? null : new ConnectionObject(connection));
    }

    /** Keeps an audit event. In a change of the store it belongs to that; call {@link #announce} when that is done. */
    public void append(EventType type, @Nullable Map<String, Object> principal, Map<String, Object> object) {
        table.append(type, principal == null ? "" : JsonText.write(principal), JsonText.write(object));
    }

    /** An event that says that it was sent for a test; it is kept nowhere. */
    public Event test(Map<String, Object> destination) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("message", "Culvert sends this to show that events arrive.");
        object.put("destination", destination);
        return new Event(
                0,
                account.fleetingId(),
                Account.testType(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                account.id(),
                "",
                JsonText.write(object),
                null);
    }

    /** Wakes those who wait for news. */
    public void announce() {
        lock.lock();
        try {
            turn++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A number that is another one after an announcement. */
    public long turn() {
        lock.lock();
        try {
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there was an announcement since the turn, or for that long. */
    public void await(long since, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (turn == since && left > 0) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
