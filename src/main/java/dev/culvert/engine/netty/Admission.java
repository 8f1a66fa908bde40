package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
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
                core.ids().next(now),
                new Hop(service, loop),
                core,
                known(client.remoteAddress()),
                known(client.localAddress()),
                loop,
                now);
        connection.setRelay(new ChannelRelay(connection, client, core.connector()));
        int open = service.ledger().opened();
        loop.add(connection);
        core.registry().add(connection);
        try {
            SocketOptions.set(client);
            if (service.turnsAway()) {
                connection.end(CloseReason.ENDPOINT_STOPPED, null);
            } else {
                connection.path().begin(open);
            }
        } catch (Throwable e) { // an Error too: whoever was accepted is to be told of, and let go
            connection.fail(e);
        }
    }

    /** NIO knows no address of a socket that was reset before it was looked at. */
    private static InetSocketAddress known(InetSocketAddress address) {
        return Objects.requireNonNullElseGet(address, () -> new InetSocketAddress(0));
    }
}
