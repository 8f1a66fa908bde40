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
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
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
     * @param withConnections whether connections are read; else they come without any
     */
    public List<JournalEntry> after(long position, int limit, boolean withConnections) {
        return jdbi.withHandle(h -> {
            List<Row> rows = h.createQuery("""
                            select * from event_journal
                            where position >= coalesce(
                                (select max(position) from event_journal where position <= :first), 0)
                            order by position limit :limit
                            """)
                    .bind("first", position + 1)
                    .bind("limit", limit + 1)
                    .map((row, ctx) -> Row.of(row))
                    .list();
            List<Slot> slots = new ArrayList<>();
            for (Row row : rows) {
                row.slots().stream().filter(s -> s.position() > position).forEach(slots::add);
                if (slots.size() >= limit) {
                    break;
                }
            }
            return entries(h, slots.subList(0, Math.min(limit, slots.size())), withConnections);
        });
    }

    /** What came before a position, the latest first. */
    public List<JournalEntry> before(long position, int limit) {
        return jdbi.withHandle(h -> {
            List<Row> rows = h.createQuery(
                            "select * from event_journal where position < :before order by position desc limit :limit")
                    .bind("before", position)
                    .bind("limit", limit)
                    .map((row, ctx) -> Row.of(row))
                    .list();
            List<Slot> slots = new ArrayList<>();
            for (Row row : rows) {
                row.slots().reversed().stream()
                        .filter(s -> s.position() < position)
                        .forEach(slots::add);
                if (slots.size() >= limit) {
                    break;
                }
            }
            return entries(h, slots.subList(0, Math.min(limit, slots.size())), true);
        });
    }

    private static List<JournalEntry> entries(Handle handle, List<Slot> slots, boolean withConnections) {
        Map<Long, ClosedConnection> connections = withConnections ? connections(handle, slots) : new HashMap<>();
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
                    .map((row, ctx) -> ConnectionTable.connection(row))
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
