package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.event.EventType;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
            JournalInsert.ROW.formatted("1", ":now", ":type", ":principal", ":object", "null");

    private static final String CONNECTIONS = """
            select c.* from json_each(:ids) wanted join closed_connection c on c.id = wanted.value
            """;

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
     */
    public List<JournalEntry> after(long position, int limit) {
        return jdbi.withHandle(h -> {
            Query rows = h.createQuery("""
                            select * from event_journal
                            where position >= coalesce(
                                (select max(position) from event_journal where position <= :first), 0)
                            order by position
                            """).bind("first", position + 1);
            return entries(h, slots(rows, limit, s -> s.position() > position, Row::slots));
        });
    }

    /** The audit events that came after a position, in order, so many at the most. */
    public List<JournalEntry> auditsAfter(long position, int limit) {
        return jdbi.withHandle(h -> {
            Query rows = h.createQuery("""
                            select * from event_journal where position > :position and connections is null
                            order by position limit :limit
                            """).bind("position", position).bind("limit", limit);
            return entries(h, slots(rows, limit, s -> true, Row::slots));
        });
    }

    /** What came before a position, the latest first. */
    public List<JournalEntry> before(long position, int limit) {
        return jdbi.withHandle(h -> {
            Query rows = h.createQuery("select * from event_journal where position < :before order by position desc")
                    .bind("before", position);
            return entries(
                    h,
                    slots(
                            rows,
                            limit,
                            s -> s.position() < position,
                            r -> r.slots().reversed()));
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
        return slots.stream()
                .map(s -> new JournalEntry(
                        s.position(),
                        s.row().writtenAt(),
                        s.row().type(),
                        s.row().principal(),
                        s.row().object(),
                        connections.get(s.connection())))
                .toList();
    }

    private static Map<Long, ClosedConnection> connections(Handle handle, List<Slot> slots) {
        String ids = slots.stream()
                .filter(s -> s.row().connections() != null)
                .map(s -> Long.toString(s.connection()))
                .collect(Collectors.joining(",", "[", "]"));
        Map<Long, ClosedConnection> found = new HashMap<>();
        if (ids.length() > 2) {
            handle.createQuery(CONNECTIONS)
                    .bind("ids", ids)
                    .map((row, ctx) -> ClosedRows.connection(row))
                    .forEach(c -> found.put(c.id().value(), c));
        }
        return found;
    }

    /**
     * Forgets the order of what the history has forgotten: connections that are gone, and audit events that are older than a
     * time. The latest row stays, since the next position follows from it.
     */
    public void prune(Instant auditsBefore) {
        jdbi.useHandle(h -> {
            h.createUpdate("""
                            delete from event_journal where object is not null and written_at < :before
                              and position < (select max(position) from event_journal)
                            """).bind("before", Micros.of(auditsBefore)).execute();
            while (pruneSome(h)) {
                // until a row of connections has some left
            }
        });
    }

    private static boolean pruneSome(Handle h) {
        List<Row> oldest = h.createQuery("""
                        select * from event_journal where connections is not null
                          and position < (select max(position) from event_journal) order by position limit 100
                        """).map((row, ctx) -> Row.of(row)).list();
        for (Row row : oldest) {
            if (!connections(h, row.slots()).isEmpty()) {
                return false;
            }
            h.createUpdate("delete from event_journal where position = :position")
                    .bind("position", row.position())
                    .execute();
        }
        return !oldest.isEmpty();
    }

    /** A place of the journal: an event of a row. */
    private record Slot(Row row, long position, long connection) {}

    private record Row(
            long position,
            int events,
            Instant writtenAt,
            EventType type,
            String principal,
            @Nullable String object,
            @Nullable ByteBuffer connections) {

        static Row of(ResultSet row) throws SQLException {
            byte[] ids = row.getBytes("connections");
            return new Row(
                    row.getLong("position"),
                    row.getInt("events"),
                    Micros.toInstant(row.getLong("written_at")),
                    EventType.parse(row.getString("type")),
                    row.getString("principal"),
                    text(row, "object"),
                    ids == null ? null : ByteBuffer.wrap(ids));
        }

        private static @Nullable String text(ResultSet row, String column) throws SQLException {
            return row.getString(column);
        }

        List<Slot> slots() {
            List<Slot> slots = new ArrayList<>(events);
            for (int i = 0; i < events; i++) {
                slots.add(new Slot(this, position + i, connections == null ? 0 : connections.getLong(i * Long.BYTES)));
            }
            return slots;
        }
    }
}
