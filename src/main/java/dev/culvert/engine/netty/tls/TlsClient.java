package dev.culvert.engine.netty.tls;

import dev.culvert.engine.TlsAuthoritySource;
import dev.culvert.engine.TlsCredentialException;
import dev.culvert.model.HostPort;
import dev.culvert.model.UpstreamTls;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Begins TLS with upstreams. Any thread may have it; each upstream is spoken to on its own event loop. */
public final class TlsClient {

    /** Hears on the channel's event loop, once, what became of a handshake; nothing if the channel was closed before. */
    public interface Caller {

        /** It is done; the handler stays first in the pipeline, and what it reads from now on was inside. */
        void established(SslHandler handler);

        /** It was not done in time. The channel is for the caller to close. */
        void timedOut();

        /** It failed; the channel is for the caller to close. The sentence is for the user. */
        void failed(String why);
    }

    private final KeptContexts<UpstreamTls, List<X509Certificate>> contexts;

    /**
     * A client.
     *
     * @param source where authorities come from
     * @param worker where they are waited for
     */
    public TlsClient(TlsAuthoritySource source, Executor worker) {
        contexts = new KeptContexts<>(how -> find(source, how), TlsClient::make, worker);
    }

    /**
     * Shakes hands with an upstream to which nothing was said yet inside TLS.
     *
     * @param address whom the upstream must prove to be; the name is sent as SNI, unless it is an address
     * @param limitNanos how long that may take; 0 for as long as it takes
     */
    public void connect(DuplexChannel upstream, HostPort address, UpstreamTls how, long limitNanos, Caller caller) {
        var handshake = new UpstreamHandshake(caller, limitNanos);
        upstream.pipeline().addLast(handshake);
        contexts.find(how, upstream.eventLoop()).addListener(found -> {
            if (!upstream.isActive()) {
                handshake.fail("The upstream closed the connection before the TLS handshake.");
            } else if (found.isSuccess()) {
                SSLEngine engine = engine((SslContext) found.getNow(), upstream, address, how);
                var handler = new SslHandler(engine);
                handler.setHandshakeTimeoutMillis(0); // the limit covers more than the handshake
                handshake.goesOn(handler);
                upstream.pipeline().addFirst(handler);
                upstream.config().setAutoRead(true);
            } else {
                handshake.fail(found.cause());
            }
        });
    }

    private static SSLEngine engine(SslContext context, DuplexChannel channel, HostPort address, UpstreamTls how) {
        String host = address.host().endsWith(".")
                ? address.host().substring(0, address.host().length() - 1)
                : address.host();
        SSLEngine engine = context.newEngine(channel.alloc(), host, address.port());
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(how.verify() ? "HTTPS" : null);
        boolean isName = host.indexOf(':') < 0 && !host.matches("[0-9.]+");
        if (isName) {
            try {
                parameters.setServerNames(List.of(new SNIHostName(host)));
            } catch (IllegalArgumentException e) {
                // a name that SNI cannot carry, such as one with an underscore at its end, goes without
            }
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static List<X509Certificate> find(TlsAuthoritySource source, UpstreamTls how)
            throws TlsCredentialException {
        return how.verify() ? source.find(how.authority()) : List.of();
    }

    private static SslContext make(UpstreamTls how, List<X509Certificate> authorities) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .endpointIdentificationAlgorithm(null); // each engine has its own
        if (!how.verify()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (!authorities.isEmpty()) {
            builder.trustManager(authorities.toArray(X509Certificate[]::new));
        }
        return builder.build();
    }
}
