package dev.culvert.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.IpPolicy;
import dev.culvert.model.event.EventType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Instant LONG_AGO = Instant.EPOCH;

    @TempDir
    Path directory;

    private Store store;
    private JournalTable journal;

    @BeforeEach
    void open() {
        store = Store.open(directory);
        journal = store.journal();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void connections_are_in_the_order_of_their_writing_and_not_of_their_starts() {
        store.connections().append(List.of(connection(9), connection(4)));
        store.connections().append(List.of(connection(7)));
        assertThat(ids(journal.after(0, 10, EventType.TRAFFIC))).containsExactly(9L, 4L, 7L);
        assertThat(positions(journal.after(0, 10, EventType.TRAFFIC))).containsExactly(1L, 2L, 3L);
        assertThat(ids(journal.after(1, 10, EventType.TRAFFIC))).containsExactly(4L, 7L);
        assertThat(ids(journal.after(0, 2, EventType.TRAFFIC))).containsExactly(9L, 4L);
        assertThat(ids(journal.before(3, 10, EventType.TRAFFIC))).containsExactly(4L, 9L);
        assertThat(ids(journal.before(Long.MAX_VALUE, 2, EventType.TRAFFIC))).containsExactly(7L, 4L);
        assertThat(journal.after(3, 10, EventType.TRAFFIC)).isEmpty();
        assertThat(journal.head()).isEqualTo(3);
        assertThat(journal.after(0, 10, EventType.TRAFFIC).getFirst().connection())
                .isEqualTo(connection(9));
    }

    @Test
    void audit_events_stand_between_them() {
        store.connections().append(List.of(connection(1)));
        journal.append(EventType.IP_POLICY_CREATED, "{\"source\":\"API\"}", "{\"id\":\"ipp_1\"}");
        store.connections().append(List.of(connection(2)));
        List<JournalEntry> all = journal.after(0, 10, EventType.TRAFFIC);
        assertThat(positions(all)).containsExactly(1L, 2L, 3L);
        JournalEntry audit = all.get(1);
        assertThat(audit.type()).isEqualTo(EventType.IP_POLICY_CREATED);
        assertThat(audit.principal()).isEqualTo("{\"source\":\"API\"}");
        assertThat(audit.object()).isEqualTo("{\"id\":\"ipp_1\"}");
        assertThat(audit.writtenAt())
                .isBetween(all.get(0).writtenAt(), all.get(2).writtenAt());
        assertThat(positions(journal.auditsAfter(0, 10))).containsExactly(2L);
        assertThat(journal.auditsAfter(2, 10)).isEmpty();
    }

    @Test
    void a_change_and_its_event_come_together_or_not_at_all() {
        var policy = new IpPolicy("ipp_1", "", "", START);
        assertThatThrownBy(() -> store.together(() -> {
                    store.ipPolicies().save(policy);
                    journal.append(EventType.IP_POLICY_CREATED, "", "{}");
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(store.ipPolicies().policies()).isEmpty();
        assertThat(journal.head()).isZero();
        store.together(() -> {
            store.ipPolicies().save(policy);
            journal.append(EventType.IP_POLICY_CREATED, "", "{}");
        });
        assertThat(Store.open(directory).ipPolicies().policies()).containsExactly(policy);
        assertThat(journal.head()).isEqualTo(1);
    }

    @Test
    void what_the_history_forgot_is_known_to_be_missing() throws SQLException {
        store.connections()
                .append(LongStream.rangeClosed(1, 5)
                        .mapToObj(JournalTest::connection)
                        .toList());
        forgetUpTo(3);
        List<JournalEntry> all = journal.after(0, 10, EventType.TRAFFIC);
        assertThat(all.stream().filter(JournalEntry::isForgotten).map(JournalEntry::position))
                .containsExactly(1L, 2L, 3L);
        assertThat(positions(all)).hasSize(5);
    }

    @Test
    void forgets_the_order_of_what_is_forgotten_but_never_the_numbers() throws SQLException {
        for (long id = 1; id <= 3; id++) {
            store.connections().append(List.of(connection(id)));
        }
        journal.append(EventType.IP_POLICY_CREATED, "", "{}");
        store.connections().append(List.of(connection(4)));
        forgetUpTo(2);
        journal.prune(LONG_AGO);
        assertThat(positions(journal.after(0, 10, EventType.TRAFFIC))).containsExactly(3L, 4L, 5L);
        journal.prune(Instant.now().plus(Duration.ofDays(1)));
        assertThat(positions(journal.after(0, 10, EventType.TRAFFIC))).containsExactly(3L, 5L);
        forgetUpTo(10);
        journal.prune(LONG_AGO);
        assertThat(journal.head()).isEqualTo(5);
        store.connections().append(List.of(connection(9)));
        assertThat(journal.head()).isEqualTo(6);
    }

    private void forgetUpTo(long id) {
        while (store.upkeep().forget(START.plusSeconds(id + 1), Long.MAX_VALUE)) {
            // until none of them is left
        }
    }

    @Test
    void a_history_of_before_is_put_in_order() throws SQLException {
        store.close();
        Path old = directory.resolve("old");
        assertThat(old.toFile().mkdir()).isTrue();
        OlderDatabase.make(old, "4");
        var ids = new ArrayList<Long>();
        try (Connection c = connect(old);
                Statement statement = c.createStatement()) {
            for (int i = 1; i <= 2500; i++) {
                // the later ones ended first
                statement.executeUpdate("""
                        insert into closed_connection (id, endpoint_id, endpoint_name, endpoint_url, client_ip, client_port,
                            server_ip, server_port, started_at, ended_at, bytes_in, bytes_out, reason)
                        values (%d, 'ep_1', 'db', 'tcp://localhost:1', '127.0.0.1', 1, '127.0.0.1', 1, 1, %d, 0, 0,
                            'client_closed')
                        """.formatted(i, 5000 - i));
                ids.addFirst((long) i);
            }
        }
        store = Store.open(old);
        assertThat(store.journal().head()).isEqualTo(2500);
        assertThat(ids(store.journal().after(0, 3000, EventType.TRAFFIC))).containsExactlyElementsOf(ids);
        store.connections().append(List.of(connection(9000)));
        assertThat(positions(store.journal().after(2500, 10, EventType.TRAFFIC)))
                .containsExactly(2501L);
    }

    private static Connection connect(Path directory) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(Store.FILE_NAME));
    }

    private static List<Long> ids(List<JournalEntry> entries) {
        return entries.stream()
                .map(JournalEntry::connection)
                .map(c -> c == null ? -1 : c.id().value())
                .toList();
    }

    private static List<Long> positions(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::position).toList();
    }

    private static ClosedConnection connection(long id) {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);
        return new ClosedConnection(
                new ConnectionId(id),
                new EndpointId("ep_1"),
                "db",
                "tcp://localhost:1",
                address,
                address,
                null,
                START,
                START.plusSeconds(id),
                null,
                null,
                0,
                0,
                CloseReason.CLIENT_CLOSED,
                DecisionRecord.NONE,
                null);
    }
}
