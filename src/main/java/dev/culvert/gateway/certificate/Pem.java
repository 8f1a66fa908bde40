package dev.culvert.gateway.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Certificates and keys as text (RFC 7468, and the older forms that OpenSSL writes). */
final class Pem {

    private Pem() {}

    /**
     * The certificates of a text, in its order; other things in it are passed over.
     *
     * @throws IOException if it cannot be read or has none; the message is a part of a sentence
     */
    static List<X509Certificate> certificates(String text) throws IOException {
        List<X509Certificate> found = new ArrayList<>();
        var converter = new JcaX509CertificateConverter();
        for (Object part : parts(text)) {
            if (part instanceof X509CertificateHolder certificate) {
                try {
                    found.add(converter.getCertificate(certificate));
                } catch (CertificateException e) {
                    throw new IOException("has a certificate that is damaged", e);
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException("has no certificate in it (BEGIN CERTIFICATE)");
        }
        return found;
    }

    /**
     * The first private key of a text.
     *
     * @throws IOException if it cannot be read, has none, or it is locked; the message is a part of a sentence
     */
    static PrivateKey privateKey(String text) throws IOException {
        var converter = new JcaPEMKeyConverter();
        for (Object part : parts(text)) {
            switch (part) {
                case PEMKeyPair pair -> {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo()); // the public half may be missing
                }
                case PrivateKeyInfo key -> {
                    return converter.getPrivateKey(key);
                }
                case PEMEncryptedKeyPair ignored -> throw locked();
                case PKCS8EncryptedPrivateKeyInfo ignored -> throw locked();
                default -> {}
            }
        }
        throw new IOException("has no private key in it (BEGIN PRIVATE KEY)");
    }

    /** Writes certificates and keys, one after the other. */
    static String write(List<?> parts) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            for (Object part : parts) {
                writer.writeObject(part instanceof PrivateKey key ? pkcs8(key) : part);
            }
        }
        return text.toString();
    }

    private static JcaPKCS8Generator pkcs8(PrivateKey key) throws IOException {
        return new JcaPKCS8Generator(key, null);
    }

    private static List<Object> parts(String text) throws IOException {
        List<Object> found = new ArrayList<>();
        try (var parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                found.add(part);
            }
        } catch (PEMException | IllegalArgumentException e) {
            throw new IOException("is damaged: " + e.getMessage(), e);
        }
        return found;
    }

    private static IOException locked() {
        return new IOException("is protected by a passphrase; give it without one (openssl pkey -in FILE)");
    }
}
