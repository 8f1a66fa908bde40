package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Objects;

/** Makes a connection of every accepted client, on the client's event loop, and decides what becomes of it. */
final class Admission extends ChannelInitializer<SocketChannel> {

    private final EndpointService service;
    private final EngineCore core;

    Admission(EndpointService service, EngineCore core) {
        this.service = service;
        this.core = core;
    }

    @Override
    protected void initChannel(SocketChannel client) {
        ConnectionLoop loop = core.loops().of(client.eventLoop());
        Instant now = Instant.now();
        var connection = new Connection(
                core.ids().next(now), service, known(client.remoteAddress()), known(client.localAddress()), loop, now);
        connection.setRelay(new ChannelRelay(connection, client, core.connector()));
        int open = service.ledger().opened();
        loop.add(connection);
        core.registry().add(connection);
        try {
            SocketOptions.set(client);
            decide(connection, open);
        } catch (Throwable e) { // an Error too: whoever was accepted is to be told of, and let go
            connection.fail(e);
        }
    }

    private void decide(Connection connection, int open) {
        ServedEndpoint endpoint = connection.served();
        int most = endpoint.limits().maxConnections();
        Upstream upstream = endpoint.upstream();
        if (service.turnsAway()) {
            connection.end(CloseReason.ENDPOINT_STOPPED, null);
        } else if (most > 0 && open > most) {
            connection.end(CloseReason.TOO_MANY_CONNECTIONS, null);
        } else if (upstream == null) {
            connection.end(CloseReason.NO_RULE_DECIDED, null);
        } else {
            connection.forward(upstream);
        }
    }

    /** NIO knows no address of a socket that was reset before it was looked at. */
    private static InetSocketAddress known(InetSocketAddress address) {
        return Objects.requireNonNullElseGet(address, () -> new InetSocketAddress(0));
    }
}
