package dev.culvert.engine;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS server shows and trusts.
 *
 * @param key the key of the first certificate
 * @param chain the server's certificate, followed by those of who signed it
 * @param clientAuthorities who may sign clients' certificates; empty if the policy names nobody
 */
public record TlsCredentials(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> clientAuthorities) {

    /** Copies the lists. */
    public TlsCredentials {
        chain = List.copyOf(chain);
        clientAuthorities = List.copyOf(clientAuthorities);
    }
}
