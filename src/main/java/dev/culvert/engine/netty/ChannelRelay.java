package dev.culvert.engine.netty;

import dev.culvert.engine.netty.tls.TlsServer;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.run.TlsTermination;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes between two Netty channels through user space. A side is read while the other can be written; bytes are
 * flushed when a read is complete; the end of a stream is passed on after the last byte before it, and a reset at once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a write is told by its leg
final class ChannelRelay implements Relay {

    /** What a client may send before the upstream is there; reading goes on that long to notice its end or reset. */
    private static final int EARLY_LIMIT = 64 * 1024;

    private final Connection connection;
    private final EngineCore core;
    private final Leg client = new Leg(this);
    private final Leg upstream = new Leg(this);
    private @Nullable Queue<ByteBuf> early;
    private int earlyBytes;
    private @Nullable UpstreamDial<DuplexChannel> dial;
    private @Nullable DuplexChannel opening;
    private @Nullable Leg firstToEnd;
    private boolean over;

    ChannelRelay(Connection connection, SocketChannel clientChannel, EngineCore core) {
        this.connection = connection;
        this.core = core;
        client.attach(clientChannel);
    }

    /** Takes over what the client has said before. */
    void beginWith(ByteBuf bytes) {
        keep(bytes);
    }

    /** Hears from a proxy whom it speaks for, before anything else; the caller hears that, or the connection ends. */
    void readProxyHeader(Consumer<@Nullable InetSocketAddress> told) {
        client.read(true);
        ProxyHeaderReader.read(client.channel(), new ProxyHeaderReader.Caller() {
            @Override
            public void told(@Nullable InetSocketAddress source) {
                if (!over) {
                    told.accept(source);
                }
            }

            @Override
            public void failed(String why) {
                if (!over) {
                    connection.end(CloseReason.PROTOCOL_ERROR, why);
                }
            }
        });
    }

    /** Shakes hands with the client, before anything was forwarded; the caller hears how that went. */
    void terminateTls(TlsTermination how, List<String> names, TlsServer server, Consumer<TlsFacts> established) {
        client.read(true);
        server.accept(client.channel(), how, names, new TlsServer.Caller() {
            @Override
            public void established(TlsFacts facts, SslHandler handler) {
                client.secure(handler);
                if (!over) {
                    established.accept(facts);
                }
            }

            @Override
            public void failed(String why) {
                if (!over) {
                    connection.end(CloseReason.TLS_FAILED, why);
                }
            }
        });
    }

    @Override
    public void forward(Upstream target) {
        client.slowDown(connection.path().fromClient());
        client.read(earlyBytes < EARLY_LIMIT);
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

    /** A socket may be on its way into TLS; it is let go if the connection ends before it is there. */
    void opening(DuplexChannel channel) {
        opening = channel;
    }

    /** The upstream is there, and was told who the client is. */
    void opened(DuplexChannel channel, @Nullable SslHandler tls) {
        opening = null;
        upstream.attach(channel);
        if (tls != null) {
            upstream.secure(tls);
        }
        upstream.slowDown(connection.path().toClient());
        connection.opened();
        Queue<ByteBuf> waiting = early;
        early = null;
        if (waiting != null) {
            waiting.forEach(upstream::write);
        }
        upstream.flush();
        if (!over && client.hasEnded()) {
            finish(upstream);
        }
        if (!over) {
            upstream.read(client.isWritable());
            client.read(upstream.isWritable());
        }
    }

    boolean isOver() {
        return over;
    }

    void received(Leg from, ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        connection.stirred();
        if (from == client) {
            connection.received(bytes.readableBytes());
        }
        Leg to = peer(from);
        if (to.isAttached()) {
            to.write(bytes);
        } else {
            keep(bytes);
        }
    }

    void readComplete(Leg from) {
        Leg to = peer(from);
        if (over || !to.isAttached()) {
            return;
        }
        to.flush();
        if (!over && !to.isWritable()) {
            from.read(false);
        }
    }

    void writabilityChanged(Leg leg) {
        if (!over && upstream.isAttached() && leg.isWritable()) {
            peer(leg).read(true);
        }
    }

    void taken(Leg by, long bytes) {
        connection.stirred();
        if (!over && by == client) {
            connection.delivered(bytes);
        }
    }

    void ended(Leg leg) {
        if (over || leg.hasEnded()) {
            return;
        }
        leg.setEnded();
        if (firstToEnd == null) {
            firstToEnd = leg;
        }
        if (upstream.isAttached()) {
            finish(peer(leg));
        }
    }

    void vanished(Leg leg) {
        lost(leg, null);
    }

    void failed(Leg leg, Throwable cause) {
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
        if (dial != null) {
            dial.cancel();
        }
        if (opening != null) {
            opening.close();
        }
        boolean reset = reason == CloseReason.CLIENT_RESET || reason == CloseReason.UPSTREAM_RESET;
        release(upstream, reset);
        release(client, reset);
        client.drop();
        upstream.drop();
        if (early != null) {
            early.forEach(ByteBuf::release);
            early = null;
        }
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
        if (early == null) {
            early = new ArrayDeque<>();
        }
        early.add(bytes);
        earlyBytes += bytes.readableBytes();
        if (earlyBytes >= EARLY_LIMIT) {
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

    /** Closes a socket; with a reset if bytes for it are lost, so that nobody takes them for the whole. */
    private static void release(Leg leg, boolean reset) {
        // the descriptor of a closed channel may be another connection's by now, and an option would be set on that
        if (!leg.isAttached() || !leg.channel().isOpen()) {
            return;
        }
        if (reset || leg.hasUnsent()) {
            try {
                leg.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            } catch (ChannelException e) {
                // a socket that is reset already refuses the option on some systems
            }
        }
        leg.close();
    }
}
