package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a connection of every accepted client, on the client's event loop, and decides what becomes of it. */
final class Admission {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final EndpointService service;
    private final EngineCore core;
    private final AtomicInteger waiting = new AtomicInteger();

    Admission(EndpointService service, EngineCore core) {
        this.service = service;
        this.core = core;
    }

    EndpointService service() {
        return service;
    }

    /** A client was accepted; every one of these is followed by one {@link #admit}, on the client's event loop. */
    void enter() {
        waiting.incrementAndGet();
        service.enter();
    }

    /** How many have been accepted and not admitted yet. From any thread. */
    int waiting() {
        return waiting.get();
    }

    /** A client that was accepted is gone before it could be admitted; its socket is closed. From any thread. */
    void lose(ConnectionLoop loop) {
        waiting.decrementAndGet();
        loop.forget();
        service.leave();
    }

    /** Lets a client in or closes it. On the event loop, which expects it. */
    void admit(AcceptedClient client, ConnectionLoop loop) {
        Connection connection;
        try {
            connection = connection(client, loop);
        } catch (Throwable e) { // an Error too, such as no memory: others go on
            log.error(
                    "A client of the endpoint {} was lost.", service.endpoint().name(), e);
            client.close();
            lose(loop);
            return;
        }
        waiting.decrementAndGet();
        int open = service.ledger().opened();
        loop.add(connection);
        core.registry().add(connection);
        try {
            if (service.turnsAway()) {
                connection.end(CloseReason.ENDPOINT_STOPPED, null);
            } else {
                connection.path().begin(open);
            }
        } catch (Throwable e) { // an Error too: whoever was accepted is to be told of, and let go
            connection.fail(e);
        }
    }

    private Connection connection(AcceptedClient client, ConnectionLoop loop) {
        Instant now = Instant.now();
        var connection = new Connection(
                core.ids().next(now), new Hop(service, loop), core, client.remote(), client.local(), loop, now);
        connection.setRelay(new RelayChoice(connection, client, core));
        return connection;
    }
}
