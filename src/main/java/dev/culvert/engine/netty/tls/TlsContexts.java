package dev.culvert.engine.netty.tls;

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
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;

/** The contexts for TLS with clients. Any thread. */
final class TlsContexts {

    private record Key(TlsTermination termination, List<String> names) {}

    private final KeptContexts<Key, TlsCredentials> kept;

    TlsContexts(TlsCredentialSource source, Executor worker) {
        kept = new KeptContexts<>(key -> source.find(key.termination(), key.names()), TlsContexts::make, worker);
    }

    /** The context for a client; the future is answered on the loop. */
    Future<SslContext> find(TlsTermination termination, List<String> names, EventExecutor loop) {
        return kept.find(new Key(termination, names), loop);
    }

    private static SslContext make(Key key, TlsCredentials credentials) throws SSLException {
        TlsTermination termination = key.termination();
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
