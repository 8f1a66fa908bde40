package dev.culvert.policy.facts;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection once its TLS handshake is done ({@code conn.tls.*}).
 *
 * @param version such as {@code 1.3}
 * @param cipherSuite the suite's name
 * @param sni the server name the client asked for; empty if it named none
 * @param negotiatedAlpn the protocol that was agreed; empty if none
 * @param ja4Fingerprint the fingerprint of the client's hello; empty if it was not taken
 * @param sessionResumed whether an earlier session was taken up
 * @param client the client's certificate; null if it sent none
 * @param server the certificate it was shown; null if unknown
 */
public record TlsFacts(
        String version,
        String cipherSuite,
        String sni,
        String negotiatedAlpn,
        String ja4Fingerprint,
        boolean sessionResumed,
        @Nullable X509Certificate client,
        @Nullable X509Certificate server) {}
