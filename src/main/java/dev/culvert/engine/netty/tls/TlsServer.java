package dev.culvert.engine.netty.tls;

import dev.culvert.engine.TlsCredentialSource;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.run.TlsTermination;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Ends TLS with clients. Any thread may have it; each client is accepted on its own event loop. */
public final class TlsServer {

    /** Hears on the client's event loop, once, what became of a handshake; nothing if the channel was closed before. */
    public interface Caller {

        /** It is done; the handler stays first in the client's pipeline, and what it reads from now on was inside. */
        void established(TlsFacts facts, SslHandler handler);

        /** It failed; the channel is for the caller to close. The sentence is for the user. */
        void failed(String why);
    }

    /** NGROK.md 1.6: what ngrok's TLS endpoints wait for a client's first message. */
    private static final Duration HELLO_LIMIT = Duration.ofSeconds(3);
    /** The same for the whole handshake. */
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(60);

    private final TlsContexts contexts;
    private final Duration helloLimit;
    private final Duration handshakeLimit;

    /**
     * A server.
     *
     * @param source where certificates and keys come from
     * @param worker where they are waited for
     */
    public TlsServer(TlsCredentialSource source, Executor worker) {
        this(source, worker, HELLO_LIMIT, HANDSHAKE_LIMIT);
    }

    /** A server of another patience. */
    public TlsServer(TlsCredentialSource source, Executor worker, Duration helloLimit, Duration handshakeLimit) {
        contexts = new TlsContexts(source, worker);
        this.helloLimit = helloLimit;
        this.handshakeLimit = handshakeLimit;
    }

    /**
     * Shakes hands with a client that has said nothing yet that was read. The channel must be reading.
     *
     * @param names host names and addresses that the client may know this server by
     */
    public void accept(DuplexChannel client, TlsTermination termination, List<String> names, Caller caller) {
        var handshake = new Handshake(caller, handshakeLimit, helloLimit);
        client.pipeline().addFirst(new HelloReader(contexts, termination, names, handshake), handshake);
    }
}
