package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ConnectionState;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a connection of every accepted client, on the client's event loop, and decides what becomes of it. */
final class Admission {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final EndpointService service;
    private final Pool pool;
    private final EngineCore core;
    private final AtomicInteger waiting = new AtomicInteger();

    Admission(EndpointService service, Pool pool, EngineCore core) {
        this.service = service;
        this.pool = pool;
        this.core = core;
    }

    /** What stands for the sockets, whoever it is that a client comes to in the end. */
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

    /** Lets a client in or closes it; whether it has stayed. On the event loop, which expects it. */
    boolean admit(AcceptedClient client, ConnectionLoop loop) {
        EndpointService member = enterMember();
        waiting.decrementAndGet();
        service.leave();
        Connection connection;
        try {
            connection = connection(member, client, loop);
        } catch (Throwable e) { // an Error too, such as no memory: others go on
            log.error("A client of the endpoint {} was lost.", member.endpoint().name(), e);
            client.close();
            loop.forget();
            member.leave();
            return false;
        }
        int open = member.ledger().opened();
        loop.add(connection);
        core.registry().add(connection);
        try {
            if (member.turnsAway()) {
                connection.end(CloseReason.ENDPOINT_STOPPED, null);
            } else {
                connection.path().begin(open);
            }
        } catch (Throwable e) { // an Error too: whoever was accepted is to be told of, and let go
            connection.fail(e);
        }
        return connection.state() != ConnectionState.CLOSING;
    }

    /** Somebody of the pool takes the client; one that is just leaving does only if there is nobody else. */
    private EndpointService enterMember() {
        while (true) {
            EndpointService member = pool.pick();
            member.enter();
            if (!member.isStopped() || pool.members().size() == 1) {
                return member;
            }
            member.leave();
        }
    }

    private Connection connection(EndpointService member, AcceptedClient client, ConnectionLoop loop) {
        Instant now = Instant.now();
        var connection = new Connection(
                core.ids().next(now), new Hop(member, loop), core, client.remote(), client.local(), loop, now);
        connection.setRelay(new RelayChoice(connection, client, core));
        return connection;
    }
}
