package dev.culvert.engine.netty;

import dev.culvert.engine.netty.tls.TlsServer;
import dev.culvert.model.CloseReason;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.run.TlsTermination;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is settled with a client before anything is forwarded: whom a proxy speaks for, and TLS. On the event loop only.
 *
 * @param isOver whether the connection has ended meanwhile
 */
record Settling(Connection connection, Leg client, BooleanSupplier isOver) {

    /** Hears from a proxy whom it speaks for, before anything else; the caller hears that, or the connection ends. */
    void readProxyHeader(Consumer<@Nullable InetSocketAddress> told) {
        client.read(true);
        ProxyHeaderReader.read(client.channel(), new ProxyHeaderReader.Caller() {
            @Override
            public void told(@Nullable InetSocketAddress source) {
                if (!isOver.getAsBoolean()) {
                    told.accept(source);
                }
            }

            @Override
            public void failed(String why) {
                if (!isOver.getAsBoolean()) {
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
                if (!isOver.getAsBoolean()) {
                    established.accept(facts);
                }
            }

            @Override
            public void failed(String why) {
                if (!isOver.getAsBoolean()) {
                    connection.end(CloseReason.TLS_FAILED, why);
                }
            }
        });
    }
}
