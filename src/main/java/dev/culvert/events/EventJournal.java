package dev.culvert.events;

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
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened, as events in one order that never changes. Traffic is told from the history's rows, so an
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
     * @param types only events of these; the others cost little. None for all types
     */
    public Slice after(long position, int limit, Set<EventType> types) {
        Set<EventType> traffic = traffic(types);
        if (traffic.isEmpty()) {
            return auditsAfter(position, limit);
        }
        List<Event> events = new ArrayList<>();
        List<Long> missingBefore = new ArrayList<>();
        long last = position;
        long missing = 0;
        for (JournalEntry entry : table.after(position, limit, traffic)) {
            // what is not even in the journal any more was there before the history forgot it
            missing += Math.max(0, entry.from() - last - 1);
            last = entry.position();
            if (entry.isPassedOver()) {
                continue;
            }
            if (entry.isForgotten()) {
                missing++;
            } else {
                events.add(event(entry));
                missingBefore.add(missing);
            }
        }
        return new Slice(events, last, missing, missingBefore);
    }

    private static Set<EventType> traffic(Set<EventType> types) {
        return types.isEmpty()
                ? EventType.TRAFFIC
                : types.stream().filter(EventType::isTraffic).collect(Collectors.toUnmodifiableSet());
    }

    private Slice auditsAfter(long position, int limit) {
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
    public Slice before(long position, int limit, Set<EventType> types) {
        List<JournalEntry> entries = table.before(position, limit, traffic(types));
        List<Event> events = entries.stream()
                .filter(e -> !e.isForgotten() && !e.isPassedOver())
                .map(this::event)
                .toList();
        long last = entries.isEmpty() ? position : entries.getLast().from();
        long missing = entries.stream().filter(JournalEntry::isForgotten).count();
        return new Slice(events, last, missing, List.of());
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
        return after(position.getAsLong() - 1, 1, Set.of()).events().stream()
                .filter(e -> e.id().equals(id))
                .findFirst();
    }

    private Event event(JournalEntry entry) {
        TrafficObject traffic = TrafficObject.of(entry);
        return new Event(
                entry.position(),
                account.eventId(entry.position(), entry.writtenAt()),
                entry.type().wireName(),
                traffic == null ? entry.writtenAt() : traffic.endedAt(),
                account.id(),
                entry.principal(),
                entry.object(),
                traffic);
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
