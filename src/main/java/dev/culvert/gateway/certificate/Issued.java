package dev.culvert.gateway.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate with its key.
 *
 * @param certificate the certificate
 * @param key the private key of it
 */
record Issued(X509Certificate certificate, PrivateKey key) {}
