package dev.culvert.engine.netty;

import dev.culvert.engine.netty.tls.TlsServer;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.run.TlsTermination;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket and who moves its bytes: a channel if somebody has to see them (TLS that ends or begins here, a PROXY
 * header, bandwidth limits), and otherwise the raw socket, where this machine has such that reach the upstream. Chosen as late as the first need for it, so that
 * a client that is refused costs nothing but its socket. On the event loop only.
 */
final class RelayChoice {

    private final Connection connection;
    private final AcceptedClient client;
    private final EngineCore core;
    private @Nullable Relay chosen;

    RelayChoice(Connection connection, AcceptedClient client, EngineCore core) {
        this.connection = connection;
        this.client = client;
        this.core = core;
    }

    /** Hears from a proxy whom it speaks for, before anything else. */
    void readProxyHeader(Consumer<@Nullable InetSocketAddress> told) {
        seeing().settling().readProxyHeader(source -> guarded(() -> told.accept(source)));
    }

    /** Shakes hands with the client, before anything was forwarded; the caller hears how that went. */
    void terminateTls(TlsTermination how, List<String> names, TlsServer server, Consumer<TlsFacts> established) {
        seeing().settling().terminateTls(how, names, server, facts -> guarded(() -> established.accept(facts)));
    }

    /** Looks at the first bytes before anything is forwarded. */
    void sniff(Sniffing sniffing) {
        seeing().sniff(sniffing);
    }

    /** Reads what the client says as HTTP from now on, and what was kept of it. */
    void speakHttp() {
        ChannelRelay before = seeing();
        Leg client = before.clientLeg();
        var relay = new HttpRelay(connection, client, core);
        chosen = relay;
        relay.begin(before.leave());
    }

    /** Goes on with what follows HTTP: bytes that nobody looks at. */
    void carry(Leg client, Leg upstream, List<ByteBuf> fromClient, List<ByteBuf> fromUpstream) {
        var relay = new ChannelRelay(connection, client, upstream, core);
        chosen = relay;
        relay.goOn(fromClient, fromUpstream);
    }

    /** Whether the relay ends the connection itself for that reason. */
    boolean takesLeave(CloseReason reason) {
        return chosen != null && chosen.takesLeave(reason);
    }

    /** Dials the upstream and carries bytes both ways from then on; again if that has failed and another is there. */
    void forward(Upstream target) {
        relayFor(target, connection.path()).forward(target);
    }

    /** Lets go of all sockets, in the manner that the reason asks for. */
    void end(CloseReason reason) {
        if (chosen == null) {
            client.close();
        } else {
            chosen.end(reason);
        }
    }

    /** The client's side; only of a connection that was forwarded. */
    Relay.Side client() {
        return Objects.requireNonNull(chosen).client();
    }

    /** The upstream's side, likewise. */
    Relay.Side upstream() {
        return Objects.requireNonNull(chosen).upstream();
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // an Error too: the connection is to be told of, and let go
            connection.fail(e);
        }
    }

    private Relay relayFor(Upstream target, PolicyPath path) {
        RawSockets sockets = core.rawSockets();
        RawSocket raw = client.raw();
        if (sockets == null
                || raw == null
                || chosen instanceof ChannelRelay
                || !sockets.canReach(target)
                || path.hasThrottles()) {
            return seeing();
        }
        if (chosen == null) {
            chosen = new PlainRelay(connection, raw, core, sockets);
        }
        return chosen;
    }

    private ChannelRelay seeing() {
        if (chosen instanceof ChannelRelay relay) {
            return relay;
        }
        ByteBuf early = chosen instanceof PlainRelay plain ? plain.leave() : null;
        var relay = new ChannelRelay(connection, client.channel(), core);
        chosen = relay;
        if (early != null) {
            relay.beginWith(early);
        }
        return relay;
    }
}
