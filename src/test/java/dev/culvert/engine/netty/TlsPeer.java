package dev.culvert.engine.netty;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A TLS client of the JDK's, which checks the server's name and certificate. */
final class TlsPeer {

    private final SSLContext context;
    private String[] protocols = {};
    private String[] versions = {"TLSv1.3", "TLSv1.2"};

    private TlsPeer(SSLContext context) {
        this.context = context;
    }

    /** One that trusts the authority in a PEM file, and may have a certificate to show. */
    static TlsPeer trusting(Path authority, @Nullable X509Bundle own) {
        try (var file = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null);
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = own == null ? null : own.toKeyManagerFactory();
            context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new TlsPeer(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    TlsPeer offering(String... applicationProtocols) {
        protocols = applicationProtocols;
        return this;
    }

    TlsPeer speaking(String... tlsVersions) {
        versions = tlsVersions;
        return this;
    }

    /** Connects, and shakes hands as the server that is called so. */
    Peer connect(InetSocketAddress address, String name) throws IOException {
        return connect(address, name, "");
    }

    /** The same after some words in plain text. */
    Peer connect(InetSocketAddress address, String name, String words) throws IOException {
        var plain = new Socket();
        plain.connect(address, 10_000);
        plain.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        plain.setSoTimeout(10_000);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, address.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(protocols);
        parameters.setProtocols(versions);
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        Peer peer = Peer.of(socket);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            plain.close();
            throw e;
        }
        return peer;
    }
}
