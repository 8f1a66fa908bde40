package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.event.EventType;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened, in one order that never changes: connections as they were written, and what users changed.
 * Any thread may call it; every call waits for the disk.
 */
public final class JournalTable {

    private static final String APPEND =
            JournalInsert.ROW.formatted("1", ":now", ":type", ":principal", ":object", "null", "null");

    private final Jdbi jdbi;

    JournalTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps an audit event: its type, who did it and what it was done to, as JSON. */
    public void append(EventType type, String principal, String object) {
        jdbi.useHandle(h -> h.createUpdate(APPEND)
                .bind("now", Micros.of(Instant.now()))
                .bind("type", type.wireName())
                .bind("principal", principal)
                .bind("object", object)
                .execute());
    }

    /** The position of the latest event; 0 if there was none. */
    public long head() {
        return jdbi.withHandle(
                h -> h.createQuery("select position + events - 1 from event_journal order by position desc limit 1")
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    /**
     * What came after a position, in order. Positions may be missing: their events are forgotten.
     *
     * @param limit so many at the most
     * @param traffic the types of traffic that are wanted; the others' rows are passed over as one entry each
     */
    public List<JournalEntry> after(long position, int limit, Set<EventType> traffic) {
        return jdbi.inTransaction(h -> {
            Query rows = h.createQuery("""
                            select * from event_journal
                            where position >= coalesce(
                                (select max(position) from event_journal where position <= :first), 0)
                            order by position
                            """).bind("first", position + 1);
            return entries(h, slots(rows, limit, s -> s.position() > position, r -> r.slots(traffic)));
        });
    }

    /** The audit events that came after a position, in order, so many at the most. */
    public List<JournalEntry> auditsAfter(long position, int limit) {
        return jdbi.inTransaction(h -> {
            Query rows = h.createQuery("""
                            select * from event_journal where position > :position and object is not null
                            order by position limit :limit
                            """).bind("position", position).bind("limit", limit);
            return entries(h, slots(rows, limit, s -> true, r -> r.slots(Set.of())));
        });
    }

    /** What came before a position, the latest first; see {@link #after}. */
    public List<JournalEntry> before(long position, int limit, Set<EventType> traffic) {
        return jdbi.inTransaction(h -> {
            Query rows = h.createQuery("select * from event_journal where position < :before order by position desc")
                    .bind("before", position);
            return entries(
                    h,
                    slots(
                            rows,
                            limit,
                            s -> s.from() < position,
                            r -> r.slots(traffic).reversed()));
        });
    }

    /** Reads rows only until there are enough places: a row may hold thousands. */
    private static List<Slot> slots(Query query, int limit, Predicate<Slot> wanted, Function<Row, List<Slot>> inOrder) {
        List<Slot> slots = new ArrayList<>();
        try (ResultIterator<Row> rows = query.map((row, ctx) -> Row.of(row)).iterator()) {
            while (slots.size() < limit && rows.hasNext()) {
                inOrder.apply(rows.next()).stream().filter(wanted).forEach(slots::add);
            }
        }
        return slots.subList(0, Math.min(limit, slots.size()));
    }

    private static List<JournalEntry> entries(Handle handle, List<Slot> slots) {
        Map<Long, ClosedConnection> connections = connections(handle, slots);
        Map<Long, HttpExchange> requests = requests(handle, slots);
        return slots.stream()
                .map(s -> new JournalEntry(
                        s.from(),
                        s.position(),
                        s.row().writtenAt(),
                        s.row().type(),
                        s.row().principal(),
                        s.row().object(),
                        s.row().connections() == null ? null : connections.get(s.id()),
                        s.row().firstRequest() == 0 ? null : requests.get(s.id()),
                        s.isPassedOver()))
                .toList();
    }

    private static Map<Long, ClosedConnection> connections(Handle handle, List<Slot> slots) {
        Set<Long> ids = Set.copyOf(ids(slots, row -> row.connections() != null));
        return HistoryReading.with(handle, database -> ClosedRead.of(database, ids));
    }

    private static Map<Long, HttpExchange> requests(Handle handle, List<Slot> slots) {
        List<Long> ids = ids(slots, row -> row.firstRequest() != 0);
        return HistoryReading.with(handle, database -> RequestRead.of(database, ids));
    }

    /** The ids that places stand for, of the rows of one kind. */
    private static List<Long> ids(List<Slot> slots, Predicate<Row> ofKind) {
        return slots.stream()
                .filter(s -> !s.isPassedOver() && ofKind.test(s.row()))
                .map(Slot::id)
                .toList();
    }

    /**
     * Forgets the order of what the history has forgotten: connections and requests that are gone, and audit events that are older than a
     * time. The latest row stays, since the next position follows from it.
     */
    public void prune(Instant auditsBefore) {
        jdbi.useHandle(h -> {
            h.createUpdate("""
                            delete from event_journal where object is not null and written_at < :before
                              and position < (select max(position) from event_journal)
                            """).bind("before", Micros.of(auditsBefore)).execute();
            while (pruneSome(h)) {
                // until a row of traffic has some left
            }
        });
    }

    private static boolean pruneSome(Handle h) {
        List<Row> oldest = h.createQuery("""
                        select * from event_journal where object is null
                          and position < (select max(position) from event_journal) order by position limit 100
                        """).map((row, ctx) -> Row.of(row)).list();
        for (Row row : oldest) {
            if (h.inTransaction(snapshot -> hasSome(snapshot, row.slots(EventType.TRAFFIC)))) {
                return false;
            }
            h.createUpdate("delete from event_journal where position = :position")
                    .bind("position", row.position())
                    .execute();
        }
        return !oldest.isEmpty();
    }

    private static boolean hasSome(Handle h, List<Slot> slots) {
        return !connections(h, slots).isEmpty() || !requests(h, slots).isEmpty();
    }

    /** A place of the journal: an event of a row, or all events of a row that are passed over. */
    private record Slot(Row row, long from, long position, long id, boolean isPassedOver) {}

    private record Row(
            long position,
            int events,
            Instant writtenAt,
            EventType type,
            String principal,
            @Nullable String object,
            @Nullable ByteBuffer connections,
            long firstRequest) {

        static Row of(ResultSet row) throws SQLException {
            byte[] ids = row.getBytes("connections");
            return new Row(
                    row.getLong("position"),
                    row.getInt("events"),
                    Micros.toInstant(row.getLong("written_at")),
                    EventType.parse(row.getString("type")),
                    row.getString("principal"),
                    text(row, "object"),
                    ids == null ? null : ByteBuffer.wrap(ids),
                    row.getLong("first_request"));
        }

        private static @Nullable String text(ResultSet row, String column) throws SQLException {
            return row.getString(column);
        }

        List<Slot> slots(Set<EventType> traffic) {
            if (object == null && !traffic.contains(type)) {
                return List.of(new Slot(this, position, position + events - 1, 0, true));
            }
            List<Slot> slots = new ArrayList<>(events);
            for (int i = 0; i < events; i++) {
                long id = connections == null ? firstRequest + i : connections.getLong(i * Long.BYTES);
                slots.add(new Slot(this, position + i, position + i, id, false));
            }
            return slots;
        }
    }
}
