package dev.culvert.engine.netty;

import dev.culvert.engine.netty.tls.TlsClient;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What comes between the dial of a channel and the first byte: the PROXY header, and then TLS if the upstream wants it.
 * All of it must be done within the connect time-out. On the event loop only.
 *
 * @param begunNanos when the dial began
 */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of the header is told by the channel
record UpstreamOpening(Opener relay, Connection connection, Upstream target, long begunNanos, TlsClient tls)
        implements UpstreamDial.Caller<DuplexChannel> {

    /** Who wants the upstream. */
    interface Opener {

        /** A socket may be on its way into TLS; it is to be let go if that is not wanted any more. */
        void opening(DuplexChannel channel);

        /** The upstream is there, and was told who the client is. */
        void opened(DuplexChannel channel, @Nullable SslHandler tls);

        /** It is not to be had. */
        void notReached(CloseReason reason, @Nullable String error);

        /** Whether nobody wants it any more. */
        boolean isOver();
    }

    @Override
    public void connected(DuplexChannel channel) {
        ByteBuf header = ProxyHeader.of(connection.target().proxyProtocol(), connection.client(), connection.server());
        if (target instanceof Upstream.Tls secure) {
            relay.opening(channel);
            if (header != null) {
                channel.writeAndFlush(header); // in front of TLS, as HAProxy and nginx have it
            }
            shakeHands(channel, secure);
            return;
        }
        if (header != null) {
            channel.write(header);
        }
        relay.opened(channel, null);
    }

    private void shakeHands(DuplexChannel channel, Upstream.Tls secure) {
        long limit = Connection.nanos(connection.target().limits().connectTimeout());
        long left = limit == 0 ? 0 : Math.max(1, limit - (System.nanoTime() - begunNanos));
        tls.connect(channel, secure.address(), connection.target().upstreamTls(), left, new TlsClient.Caller() {
            @Override
            public void established(SslHandler handler) {
                if (!relay.isOver()) {
                    relay.opened(channel, handler);
                }
            }

            @Override
            public void timedOut() {
                giveUp(
                        channel,
                        CloseReason.UPSTREAM_TIMEOUT,
                        "No TLS handshake in " + TimeUnit.NANOSECONDS.toMillis(limit) + " ms");
            }

            @Override
            public void failed(String why) {
                giveUp(channel, CloseReason.TLS_FAILED, why);
            }
        });
    }

    private void giveUp(DuplexChannel channel, CloseReason reason, String why) {
        channel.close();
        if (!relay.isOver()) {
            failed(reason, why);
        }
    }

    @Override
    public void failed(CloseReason reason, @Nullable String error) {
        relay.notReached(reason, error);
    }

    @Override
    public void failed(Throwable fault) {
        connection.fail(fault);
    }
}
