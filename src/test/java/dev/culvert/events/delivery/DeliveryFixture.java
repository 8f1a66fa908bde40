package dev.culvert.events.delivery;

import dev.culvert.events.Account;
import dev.culvert.events.EventJournal;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.event.EventDestination;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventSubscription;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.EventType;
import dev.culvert.store.Store;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store with a history, and deliveries from it that can be stopped and begun again. */
@SuppressWarnings("NullAway.Init")
abstract class DeliveryFixture {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Backoff IMPATIENT = new Backoff(Duration.ofMillis(10), Duration.ofMillis(100));

    @TempDir
    Path directory;

    Store store;
    EventJournal journal;
    Deliveries deliveries;
    Backoff backoff = IMPATIENT;

    @BeforeEach
    void begin() {
        store = Store.open(directory);
        journal = new EventJournal(store.journal(), Account.of(store.settings()));
        deliveries = new Deliveries(
                journal, store.destinations(), store.subscriptions(), directory, Thread::startVirtualThread, backoff);
        deliveries.refresh();
    }

    @AfterEach
    void end() {
        deliveries.close();
        store.close();
    }

    /** As a restart of the program does. */
    void restart() {
        end();
        begin();
    }

    /** Makes a destination that is told of every connection from now on, and begins to deliver. */
    String destination(EventTarget target, EventSource... sources) {
        String id = "ed_" + (store.destinations().all().size() + 1);
        store.destinations().save(new EventDestination(id, "", "", target, START), journal.head());
        List<EventSource> wanted =
                sources.length == 0 ? List.of(EventSource.all(EventType.TCP_CONNECTION_CLOSED)) : List.of(sources);
        store.subscriptions()
                .save(new EventSubscription("esb_" + id, "", "", wanted, List.of(id), START), journal.head());
        deliveries.refresh();
        return id;
    }

    /** Writes connections into the history, as the event log does. */
    void connections(long from, long to) {
        store.connections()
                .append(LongStream.rangeClosed(from, to)
                        .mapToObj(DeliveryFixture::connection)
                        .toList());
        journal.announce();
    }

    DeliveryState state(String id) {
        return deliveries.state(id).orElseThrow();
    }

    static ClosedConnection connection(long id) {
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
                START,
                null,
                null,
                id,
                0,
                CloseReason.CLIENT_CLOSED,
                DecisionRecord.NONE,
                null);
    }
}
