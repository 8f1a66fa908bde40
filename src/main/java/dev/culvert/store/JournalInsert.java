package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.event.EventType;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Gives connections, or requests, that are written together their places among the events, in the same transaction: a row for all of
 * them, eight bytes for each. Their ids grow with their starts and not with their ends, so the ids are no such order.
 */
final class JournalInsert {

    /** The next position, and no time before the latest one; the table's writer is alone, so both are true. */
    static final String ROW = """
            insert into event_journal (position, events, written_at, type, principal, object, connections, first_request)
            select coalesce((select position + events from event_journal order by position desc limit 1), 1),
                   %1$s,
                   max(%2$s, coalesce((select written_at from event_journal order by position desc limit 1), 0)),
                   %3$s, %4$s, %5$s, %6$s, %7$s
            """;

    private final PreparedStatement row;
    private final PreparedStatement requests;

    JournalInsert(Connection database) throws SQLException {
        row = database.prepareStatement(ROW.formatted("?", "?", "?", "''", "null", "?", "null"));
        requests = database.prepareStatement(ROW.formatted("?", "?", "?", "''", "null", "null", "?"));
    }

    void append(List<ClosedConnection> connections) throws SQLException {
        if (connections.isEmpty()) {
            return;
        }
        ByteBuffer ids = ByteBuffer.allocate(connections.size() * Long.BYTES);
        connections.forEach(c -> ids.putLong(c.id().value()));
        row.setInt(1, connections.size());
        row.setLong(2, Micros.of(Instant.now()));
        row.setString(3, EventType.TCP_CONNECTION_CLOSED.wireName());
        row.setBytes(4, ids.array());
        row.executeUpdate();
    }

    /** Requests need no list: their ids follow each other. */
    void appendRequests(long first, int count) throws SQLException {
        requests.setInt(1, count);
        requests.setLong(2, Micros.of(Instant.now()));
        requests.setString(3, EventType.HTTP_REQUEST_COMPLETE.wireName());
        requests.setLong(4, first);
        requests.executeUpdate();
    }
}
