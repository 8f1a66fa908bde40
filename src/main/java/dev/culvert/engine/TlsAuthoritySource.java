package dev.culvert.engine;

import java.security.cert.X509Certificate;
import java.util.List;

/** Where the authorities come from that sign upstreams' certificates. Any thread may ask, and may have to wait for the disk. */
@FunctionalInterface
public interface TlsAuthoritySource {

    /**
     * The certificates of the authorities.
     *
     * @param authority what {@link dev.culvert.model.UpstreamTls#authority()} says; empty for none beside Java's own
     * @throws TlsCredentialException if it cannot be read
     */
    List<X509Certificate> find(String authority) throws TlsCredentialException;
}
