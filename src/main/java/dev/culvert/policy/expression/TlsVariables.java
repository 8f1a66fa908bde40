package dev.culvert.policy.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.culvert.policy.facts.TlsFacts;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Variables of a TLS session and its certificates; without a value before {@code terminate-tls}. */
final class TlsVariables {

    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TEXTS = ListType.create(TEXT);
    /** Names in a certificate: what a policy calls them, and their X.500 types. */
    private static final Map<String, String> LISTS = Map.of(
            "country", "C",
            "locality", "L",
            "organization", "O",
            "organizational_unit", "OU",
            "postal_code", "2.5.4.17",
            "province", "ST",
            "street_address", "STREET");

    private final List<Variable> all = new ArrayList<>();

    private TlsVariables() {
        session("cipher_suite", TEXT, "The cipher suite", TlsFacts::cipherSuite);
        session("ja4_fingerprint", TEXT, "The fingerprint of the client's hello", TlsFacts::ja4Fingerprint);
        session("negotiated_alpn", TEXT, "The protocol that was agreed", TlsFacts::negotiatedAlpn);
        session("sni", TEXT, "The server name the client asked for", TlsFacts::sni);
        session("version", TEXT, "The TLS version", TlsFacts::version);
        session("session_resumed", SimpleType.BOOL, "Whether an earlier session was resumed", TlsFacts::sessionResumed);
        certificate("client", TlsFacts::client);
        certificate("server", TlsFacts::server);
    }

    static List<Variable> all() {
        return new TlsVariables().all;
    }

    private void session(String name, CelType type, String help, Function<TlsFacts, Object> value) {
        all.add(new Variable("conn.tls." + name, type, help, s -> {
            TlsFacts tls = s.tls();
            return tls == null ? null : value.apply(tls);
        }));
    }

    private void certificate(String whose, Function<TlsFacts, @Nullable X509Certificate> which) {
        var part = new CertificatePart("conn.tls." + whose + ".", whose, which);
        part.add(
                "serial_number", TEXT, "serial number", c -> c.getSerialNumber().toString());
        part.add("signature_algorithm", TEXT, "signature algorithm", X509Certificate::getSigAlgName);
        part.add("pem", TEXT, "text as PEM", Certificates::pem);
        part.add(
                "validity.not_before",
                SimpleType.TIMESTAMP,
                "first moment of validity",
                c -> c.getNotBefore().toInstant());
        part.add(
                "validity.not_after",
                SimpleType.TIMESTAMP,
                "last moment of validity",
                c -> c.getNotAfter().toInstant());
        part.add(
                "extensions",
                ListType.create(MapType.create(TEXT, SimpleType.DYN)),
                "extensions",
                Certificates::extensions);
        part.add("san.dns_names", TEXTS, "DNS names", c -> Certificates.alternatives(c, 2));
        part.add("san.email_addresses", TEXTS, "mail addresses", c -> Certificates.alternatives(c, 1));
        part.add("san.ip_addresses", TEXTS, "IP addresses", c -> Certificates.alternatives(c, 7));
        part.add("san.uris", TEXTS, "URIs", c -> Certificates.alternatives(c, 6));
        part.names("issuer", c -> c.getIssuerX500Principal().getName());
        part.names("subject", c -> c.getSubjectX500Principal().getName());
    }

    /** Adds variables of one of the two certificates. */
    private final class CertificatePart {

        private final String prefix;
        private final String whose;
        private final Function<TlsFacts, @Nullable X509Certificate> which;

        CertificatePart(String prefix, String whose, Function<TlsFacts, @Nullable X509Certificate> which) {
            this.prefix = prefix;
            this.whose = whose;
            this.which = which;
        }

        void add(String name, CelType type, String help, Function<X509Certificate, Object> value) {
            all.add(new Variable(prefix + name, type, "The " + whose + " certificate's " + help, s -> {
                TlsFacts tls = s.tls();
                X509Certificate certificate = tls == null ? null : which.apply(tls);
                return certificate == null ? null : value.apply(certificate);
            }));
        }

        void names(String whom, Function<X509Certificate, String> name) {
            add(whom + ".common_name", TEXT, whom + "'s common name", c -> {
                List<String> found = Certificates.names(name.apply(c), "CN");
                return found.isEmpty() ? "" : found.getFirst();
            });
            LISTS.forEach((part, type) -> add(
                    whom + "." + part,
                    TEXTS,
                    whom + "'s " + part.replace('_', ' '),
                    c -> Certificates.names(name.apply(c), type)));
        }
    }
}
