package dev.culvert.engine.netty.tls;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.engine.TlsCredentialSource;
import dev.culvert.engine.TlsCredentials;
import dev.culvert.policy.run.TlsTermination;
import dev.culvert.policy.run.TlsTermination.Verification;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * The TLS contexts in use, made away from the event loops. Certificates on disk may be renewed at any time, so a context
 * is looked after again when it has become old; sessions can be resumed as long as its credentials stay. Any thread.
 */
final class TlsContexts {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** A policy that computes its certificates may need a context for every client; nobody keeps those for ever. */
    private static final int MOST_KEPT = 256;

    private record Key(TlsTermination termination, List<String> names) {}

    private record Entry(TlsCredentials credentials, SslContext context, long lookedAfter) {

        boolean isFresh() {
            return System.nanoTime() - lookedAfter < FRESH_NANOS;
        }
    }

    private final TlsCredentialSource source;
    private final Executor worker;
    private final ConcurrentMap<Key, Entry> kept = new ConcurrentHashMap<>();

    TlsContexts(TlsCredentialSource source, Executor worker) {
        this.source = source;
        this.worker = worker;
    }

    /** The context for a client; the future is answered on the loop. */
    Future<SslContext> find(TlsTermination termination, List<String> names, EventExecutor loop) {
        var key = new Key(termination, names);
        Entry known = kept.get(key);
        if (known != null && known.isFresh()) {
            return loop.newSucceededFuture(known.context());
        }
        Promise<SslContext> promise = loop.newPromise();
        worker.execute(() -> {
            try {
                promise.setSuccess(lookAfter(key));
            } catch (Throwable e) { // an Error too: the client is waiting
                promise.setFailure(e);
            }
        });
        return promise;
    }

    private SslContext lookAfter(Key key) throws TlsCredentialException, SSLException {
        TlsCredentials credentials = source.find(key.termination(), key.names());
        Entry known = kept.get(key);
        SslContext context = known != null && isSame(known.credentials(), credentials)
                ? known.context()
                : make(key.termination(), credentials);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, new Entry(credentials, context, System.nanoTime()));
        return context;
    }

    @SuppressWarnings("ReferenceEquality") // the source gives the same object for what has not changed
    private static boolean isSame(TlsCredentials one, TlsCredentials other) {
        return one == other;
    }

    private static SslContext make(TlsTermination termination, TlsCredentials credentials) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        credentials.key(), credentials.chain().toArray(X509Certificate[]::new))
                .sslProvider(SslProvider.JDK)
                .protocols(versions(termination));
        Verification verification = termination.verification();
        List<X509Certificate> authorities = credentials.clientAuthorities();
        if (verification == Verification.REQUIRE_AND_VERIFY) {
            if (!authorities.isEmpty()) {
                builder.clientAuth(ClientAuth.REQUIRE).trustManager(authorities.toArray(X509Certificate[]::new));
            }
        } else {
            builder.clientAuth(verification == Verification.REQUIRE_ANY ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL)
                    .trustManager(InsecureTrustManagerFactory.INSTANCE);
        }
        return builder.build();
    }

    private static List<String> versions(TlsTermination termination) {
        List<String> versions = new ArrayList<>();
        for (String version : List.of("1.2", "1.3")) {
            if (version.compareTo(termination.minVersion()) >= 0 && version.compareTo(termination.maxVersion()) <= 0) {
                versions.add("TLSv" + version);
            }
        }
        return versions;
    }
}
