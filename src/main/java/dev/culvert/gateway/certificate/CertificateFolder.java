package dev.culvert.gateway.certificate;

import dev.culvert.engine.TlsCredentialException;
import dev.culvert.engine.TlsCredentialSource;
import dev.culvert.engine.TlsCredentials;
import dev.culvert.policy.run.TlsTermination;
import dev.culvert.store.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys from where policies say they are, and, where they say nothing, from a local authority that is
 * made when it is first needed and kept in a folder with all that it issues. One thread at a time gets in.
 */
public final class CertificateFolder implements TlsCredentialSource {

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final int MOST_KEPT = 256;

    /** What credentials were made of; others are made when it is another. */
    private record Made(TlsCredentials credentials, List<FileTime> files) {}

    private record Wanted(TlsTermination termination, List<String> names) {}

    private final Path folder;
    private final Clock clock;
    private final Map<Wanted, Made> kept = new HashMap<>();
    private @Nullable LocalAuthority authority;

    /** For a folder, which need not exist yet. */
    public CertificateFolder(Path folder) {
        this(folder, Clock.systemUTC());
    }

    CertificateFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public synchronized TlsCredentials find(TlsTermination termination, List<String> names)
            throws TlsCredentialException {
        boolean own = termination.certificate().isEmpty();
        var wanted = new Wanted(termination, own ? ServerNames.complete(names) : List.of());
        List<FileTime> files = files(termination);
        Made made = kept.get(wanted);
        if (made != null && made.files().equals(files) && !(own && isWorn(made))) {
            return made.credentials();
        }
        List<X509Certificate> authorities = new ArrayList<>();
        for (PemSource source : PemSource.authorities(termination)) {
            authorities.addAll(source.read(Pem::certificates));
        }
        TlsCredentials credentials =
                own ? issued(wanted.names(), authorities) : named(termination, List.copyOf(authorities));
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(wanted, new Made(credentials, files));
        return credentials;
    }

    private static TlsCredentials named(TlsTermination termination, List<X509Certificate> authorities)
            throws TlsCredentialException {
        List<X509Certificate> chain = PemSource.certificate(termination).read(Pem::certificates);
        PrivateKey key = PemSource.key(termination).read(Pem::privateKey);
        if (!KeyMatch.belongs(key, chain.getFirst().getPublicKey())) {
            throw new TlsCredentialException(KeyMatch.WRONG);
        }
        return new TlsCredentials(key, chain, authorities);
    }

    private TlsCredentials issued(List<String> names, List<X509Certificate> authorities) throws TlsCredentialException {
        try {
            Files.createDirectories(folder);
            if (authority == null) {
                authority = LocalAuthority.in(folder, clock);
            }
            Path file = folder.resolve(fileName(names));
            Issued issued = Files.exists(file) ? read(file) : null;
            if (issued == null || isWorn(issued.certificate()) || !isOurs(issued.certificate(), authority)) {
                issued = authority.issue(names);
                OwnerOnly.write(file, Pem.write(List.of(issued.certificate(), issued.key())));
            }
            return new TlsCredentials(
                    issued.key(), List.of(issued.certificate(), authority.certificate()), authorities);
        } catch (IOException e) {
            throw new TlsCredentialException(
                    "The certificates in " + folder + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static @Nullable Issued read(Path file) throws IOException {
        String text = Files.readString(file);
        return new Issued(Pem.certificates(text).getFirst(), Pem.privateKey(text));
    }

    private static boolean isOurs(X509Certificate certificate, LocalAuthority authority) {
        return certificate
                .getIssuerX500Principal()
                .equals(authority.certificate().getSubjectX500Principal());
    }

    private boolean isWorn(Made made) {
        return isWorn(made.credentials().chain().getFirst());
    }

    private boolean isWorn(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return clock.instant().isAfter(end.minus(RENEW_BEFORE));
    }

    /** One file a set of names. */
    private static String fileName(List<String> names) {
        return String.join("_", names).replaceAll("[^A-Za-z0-9._-]", "-") + ".pem";
    }

    private static List<FileTime> files(TlsTermination termination) {
        List<PemSource> sources = new ArrayList<>(PemSource.authorities(termination));
        if (!termination.certificate().isEmpty()) {
            sources.add(PemSource.certificate(termination));
            sources.add(PemSource.key(termination));
        }
        return sources.stream().map(PemSource::changed).toList();
    }
}
