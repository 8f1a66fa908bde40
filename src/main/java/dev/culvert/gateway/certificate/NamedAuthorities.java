package dev.culvert.gateway.certificate;

import dev.culvert.engine.TlsAuthoritySource;
import dev.culvert.engine.TlsCredentialException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads the authorities that an endpoint names for its upstream, as they are now. Stateless. */
public final class NamedAuthorities implements TlsAuthoritySource {

    /** The field that names them. */
    private static final String FIELD = "upstream_tls_ca";

    @Override
    public List<X509Certificate> find(String authority) throws TlsCredentialException {
        return authority.isBlank() ? List.of() : new PemSource(FIELD, authority.strip()).read(Pem::certificates);
    }
}
