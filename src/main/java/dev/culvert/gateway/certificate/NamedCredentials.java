package dev.culvert.gateway.certificate;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.policy.run.CertificateLookup;
import dev.culvert.policy.run.TlsTermination;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the certificates and keys that a policy names, as they are now, and says which cannot be used. Stateless. */
public final class NamedCredentials implements CertificateLookup {

    @Override
    public List<Problem> problems(TlsTermination termination) {
        List<Problem> problems = new ArrayList<>();
        PemSource.authorities(termination).forEach(authority -> read(authority, Pem::certificates, problems));
        if (!termination.certificate().isEmpty()) {
            PemSource certificate = PemSource.certificate(termination);
            PemSource key = PemSource.key(termination);
            List<X509Certificate> chain = read(certificate, Pem::certificates, problems);
            PrivateKey secret = read(key, Pem::privateKey, problems);
            if (chain != null
                    && secret != null
                    && !KeyMatch.belongs(secret, chain.getFirst().getPublicKey())) {
                problems.add(
                        new Problem(key.field(), key.value(), KeyMatch.WRONG, certificate.isFile() || key.isFile()));
            }
        }
        return problems;
    }

    private static <T> @Nullable T read(PemSource source, PemSource.Reading<T> reading, List<Problem> problems) {
        try {
            return source.read(reading);
        } catch (TlsCredentialException e) {
            problems.add(new Problem(
                    source.field(), source.value(), Objects.requireNonNull(e.getMessage()), source.isFile()));
            return null;
        }
    }
}
