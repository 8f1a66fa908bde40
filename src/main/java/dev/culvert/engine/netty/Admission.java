package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import java.time.Instant;

/** Makes a connection of every accepted client, on the client's event loop, and decides what becomes of it. */
final class Admission {

    private final EndpointService service;
    private final EngineCore core;

    Admission(EndpointService service, EngineCore core) {
        this.service = service;
        this.core = core;
    }

    EndpointService service() {
        return service;
    }

    /** A client was accepted; every one of these is followed by one {@link #admit}, on the client's event loop. */
    void enter() {
        service.enter();
    }

    /** Lets a client in or closes it. On the event loop, which expects it. */
    void admit(AcceptedClient client, ConnectionLoop loop) {
        Instant now = Instant.now();
        var connection = new Connection(
                core.ids().next(now), new Hop(service, loop), core, client.remote(), client.local(), loop, now);
        connection.setRelay(new RelayChoice(connection, client, core));
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
}
