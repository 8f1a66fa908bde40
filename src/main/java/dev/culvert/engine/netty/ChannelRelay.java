package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes between two Netty channels through user space. A side is read while the other can be written; bytes are
 * flushed when a read is complete; the end of a stream is passed on after the last byte before it, and a reset at once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a write is told by its leg
final class ChannelRelay implements Relay, Leg.Owner, UpstreamOpening.Opener {

    private final Connection connection;
    private final EngineCore core;
    private final Leg client;
    private final Leg upstream;
    private @Nullable Sniffing sniffing;
    private final EarlyBytes early = new EarlyBytes();
    private @Nullable UpstreamDial<DuplexChannel> dial;
    private @Nullable DuplexChannel opening;
    private @Nullable Leg firstToEnd;
    private boolean over;

    ChannelRelay(Connection connection, SocketChannel clientChannel, EngineCore core) {
        this.connection = connection;
        this.core = core;
        client = new Leg(this);
        upstream = new Leg(this);
        client.attach(clientChannel);
    }

    /** For two sockets between which others have spoken first. */
    ChannelRelay(Connection connection, Leg client, Leg upstream, EngineCore core) {
        this.connection = connection;
        this.core = core;
        this.client = client;
        this.upstream = upstream;
        client.passTo(this);
        upstream.passTo(this);
    }

    /** Takes over what the client has said before. */
    void beginWith(ByteBuf bytes) {
        keep(bytes);
    }

    /** Carries on with two sockets, and with what was read of them already. */
    void goOn(List<ByteBuf> fromClient, List<ByteBuf> fromUpstream) {
        fromClient.forEach(upstream::write);
        fromUpstream.forEach(client::write);
        upstream.flush();
        client.flush();
        if (!over && client.hasEnded()) {
            firstToEnd = client;
            finish(upstream);
        }
        if (!over && upstream.hasEnded()) {
            firstToEnd = firstToEnd == null ? upstream : firstToEnd;
            finish(client);
        }
        if (!over) {
            upstream.read(client.isWritable());
            client.read(upstream.isWritable());
        }
    }

    Leg clientLeg() {
        return client;
    }

    /** Leaves the client to another relay, with what it has said so far. */
    List<ByteBuf> leave() {
        over = true;
        abandonUpstream(false);
        return early.take();
    }

    /** Reads on, before anything is forwarded, so that the first bytes can be looked at. */
    void sniff(Sniffing first) {
        sniffing = first;
        client.read(true);
        for (ByteBuf bytes : early.look()) {
            first.heard(bytes);
        }
        if (!over && client.hasEnded()) {
            first.ended();
        }
    }

    /** What may be settled with the client before anything is forwarded. */
    Settling settling() {
        return new Settling(connection, client, this::isOver);
    }

    @Override
    public void forward(Upstream target) {
        client.slowDown(connection.path().fromClient());
        client.read(!early.isFull());
        long limit = Connection.nanos(connection.target().limits().connectTimeout());
        long begun = System.nanoTime();
        dial = core.connector()
                .dial(
                        core.channels(),
                        target,
                        limit,
                        connection.loop(),
                        new UpstreamOpening(this, connection, target, begun, core.upstreamTls()));
        dial.begin();
    }

    @Override
    public void opening(DuplexChannel channel) {
        opening = channel;
    }

    @Override
    public void notReached(CloseReason reason, @Nullable String error) {
        connection.path().notReached(reason, error);
    }

    @Override
    public void opened(DuplexChannel channel, @Nullable SslHandler tls) {
        opening = null;
        upstream.attach(channel);
        if (tls != null) {
            upstream.secure(tls);
        }
        upstream.slowDown(connection.path().toClient());
        connection.opened();
        passEarly();
        upstream.flush();
        if (!over && client.hasEnded()) {
            finish(upstream);
        }
        if (!over) {
            upstream.read(client.isWritable());
            client.read(upstream.isWritable());
        }
    }

    private void passEarly() {
        if (sniffing != null && !early.isEmpty()) {
            sniffing.pass();
        }
        early.take().forEach(upstream::write);
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void received(Leg from, ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        connection.stirred();
        if (from == client) {
            connection.received(bytes.readableBytes());
        }
        Leg to = peer(from);
        if (sniffing != null) {
            look(sniffing, from, bytes);
        } else if (to.isAttached()) {
            to.write(bytes);
        } else {
            keep(bytes);
        }
    }

    private void look(Sniffing first, Leg from, ByteBuf bytes) {
        if (from == upstream) {
            first.end();
            sniffing = null;
            client.write(bytes);
            return;
        }
        ByteBuf seen = bytes.duplicate();
        keep(bytes);
        first.heard(seen);
        if (first.isOver()) {
            sniffing = null;
        }
        if (!over && upstream.isAttached()) {
            passEarly();
            client.read(upstream.isWritable());
        }
    }

    @Override
    public void readComplete(Leg from) {
        Leg to = peer(from);
        if (over || !to.isAttached()) {
            return;
        }
        to.flush();
        if (!over && !to.isWritable()) {
            from.read(false);
        }
    }

    @Override
    public void writabilityChanged(Leg leg) {
        if (!over && upstream.isAttached() && leg.isWritable()) {
            peer(leg).read(true);
        }
    }

    @Override
    public void taken(Leg by, long bytes) {
        connection.stirred();
        if (!over && by == client) {
            connection.delivered(bytes);
        }
    }

    @Override
    public void ended(Leg leg) {
        if (over || leg.hasEnded()) {
            return;
        }
        leg.setEnded();
        if (firstToEnd == null) {
            firstToEnd = leg;
        }
        if (upstream.isAttached()) {
            finish(peer(leg));
        } else if (sniffing != null) {
            sniffing.ended();
        }
    }

    @Override
    public void vanished(Leg leg) {
        lost(leg, null);
    }

    @Override
    public void failed(Leg leg, Throwable cause) {
        if (leg.isTlsFailure(cause)) {
            connection.end(CloseReason.TLS_FAILED, "TLS failed: " + SystemError.text(cause));
        } else if (cause instanceof IOException) {
            lost(leg, SystemError.text(cause));
        } else if (!over) {
            connection.fail(cause);
        }
    }

    @Override
    public void end(CloseReason reason) {
        over = true;
        boolean reset = reason == CloseReason.CLIENT_RESET || reason == CloseReason.UPSTREAM_RESET;
        abandonUpstream(reset);
        client.release(reset);
        client.drop();
        early.take().forEach(ByteBuf::release);
    }

    private void abandonUpstream(boolean reset) {
        if (sniffing != null) {
            sniffing.end();
        }
        if (dial != null) {
            dial.cancel();
        }
        if (opening != null) {
            opening.close();
        }
        upstream.release(reset);
        upstream.drop();
    }

    @Override
    public Side client() {
        return client;
    }

    @Override
    public Side upstream() {
        return upstream;
    }

    private Leg peer(Leg leg) {
        return leg == client ? upstream : client;
    }

    private void keep(ByteBuf bytes) {
        early.add(bytes);
        if (early.isFull()) {
            client.read(false);
        }
    }

    /** Passes the end of the stream on, behind all that was written. */
    private void finish(Leg leg) {
        connection.halfClosed();
        leg.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (over) {
                return;
            }
            if (!flushed.isSuccess()) {
                failed(leg, flushed.cause());
                return;
            }
            leg.setFinished();
            if (peer(leg).hasFinished()) {
                connection.end(firstToEnd == client ? CloseReason.CLIENT_CLOSED : CloseReason.UPSTREAM_CLOSED, null);
            } else {
                leg.shutdown().addListener(shut -> {
                    if (!shut.isSuccess()) {
                        lost(leg, SystemError.text(shut.cause()));
                    }
                });
            }
        });
    }

    /** A socket is gone; if it had nothing more to give or to take, the other may still have. */
    private void lost(Leg leg, @Nullable String error) {
        if (!over && !(leg.hasEnded() && leg.hasFinished())) {
            connection.end(leg == client ? CloseReason.CLIENT_RESET : CloseReason.UPSTREAM_RESET, error);
        }
    }
}
