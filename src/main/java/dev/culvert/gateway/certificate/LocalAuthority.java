package dev.culvert.gateway.certificate;

import dev.culvert.store.OwnerOnly;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of this data directory. It is made when it is first needed and kept, so that clients can be
 * told once to trust it. Not for several threads at a time; waits for the disk.
 */
final class LocalAuthority {

    private static final String FILE = "authority.pem";
    private static final String KEY_FILE = "authority-key.pem";
    private static final Duration VALID = Duration.ofDays(3650);
    /** What browsers still accept of a server's certificate. */
    private static final Duration SERVER_VALID = Duration.ofDays(397);
    /** Clocks differ. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Clock clock;

    private LocalAuthority(X509Certificate certificate, PrivateKey key, Clock clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /** The authority of a folder, made if there is none in it. */
    static LocalAuthority in(Path folder, Clock clock) throws IOException {
        Path file = folder.resolve(FILE);
        Path keyFile = folder.resolve(KEY_FILE);
        if (Files.exists(file) && Files.exists(keyFile)) {
            X509Certificate kept = Pem.certificates(Files.readString(file)).getFirst();
            return new LocalAuthority(kept, Pem.privateKey(Files.readString(keyFile)), clock);
        }
        LocalAuthority made = make(clock);
        OwnerOnly.write(keyFile, Pem.write(List.of(made.key)));
        Files.writeString(file, Pem.write(List.of(made.certificate)));
        return made;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A certificate for a server with these names or addresses, and its key. */
    Issued issue(List<String> names) throws IOException {
        try {
            KeyPair pair = newKeys();
            Instant now = clock.instant();
            var builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    serial(),
                    Date.from(now.minus(EARLIER)),
                    Date.from(now.plus(SERVER_VALID)),
                    new javax.security.auth.x500.X500Principal(
                            name("Culvert", names.getFirst()).getEncoded()),
                    pair.getPublic());
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, alternatives(names))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(pair.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(certificate));
            return new Issued(signed(builder, key), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("A certificate could not be made: " + e.getMessage(), e);
        }
    }

    private static LocalAuthority make(Clock clock) throws IOException {
        try {
            KeyPair pair = newKeys();
            Instant now = clock.instant();
            X500Name name =
                    name("Culvert", "Culvert local authority " + Integer.toHexString(new SecureRandom().nextInt()));
            var identifiers = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            name,
                            serial(),
                            Date.from(now.minus(EARLIER)),
                            Date.from(now.plus(VALID)),
                            name,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(pair.getPublic()));
            return new LocalAuthority(signed(builder, pair.getPrivate()), pair.getPrivate(), clock);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("The local authority could not be made: " + e.getMessage(), e);
        }
    }

    private static X500Name name(String organization, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organization)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names.stream()
                .map(n -> new GeneralName(ServerNames.isAddress(n) ? GeneralName.iPAddress : GeneralName.dNSName, n))
                .toArray(GeneralName[]::new));
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey signer)
            throws OperatorCreationException, GeneralSecurityException, CertIOException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** RFC 5280 4.1.2.2: positive, of no more than 20 bytes, and nobody's guess. */
    private static BigInteger serial() {
        return new BigInteger(127, new SecureRandom()).add(BigInteger.ONE);
    }
}
