package dev.culvert.policy.expression;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** What a policy reads from a certificate. */
final class Certificates {

    private Certificates() {}

    static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** All parts of one type of a distinguished name in RFC 2253's form, in the order of the certificate. */
    static List<String> names(String distinguishedName, String type) {
        try {
            List<String> found = new ArrayList<>();
            for (Rdn rdn : new LdapName(distinguishedName).getRdns()) {
                if (rdn.getType().equalsIgnoreCase(type)) {
                    found.add(rdn.getValue() instanceof byte[] der ? derText(der) : String.valueOf(rdn.getValue()));
                }
            }
            return found;
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Types that RFC 2253 has no name for are written as the bytes of their DER: a tag, a length, the text. */
    private static String derText(byte[] der) {
        return der.length > 2 && der[1] >= 0
                ? new String(der, 2, der.length - 2, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(der);
    }

    static List<String> alternatives(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(n -> n.getFirst().equals(kind))
                            .map(n -> String.valueOf(n.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<Map<String, Object>> extensions(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        Set<String> others = certificate.getNonCriticalExtensionOIDs();
        Set<String> all = new TreeSet<>();
        all.addAll(critical == null ? Set.of() : critical);
        all.addAll(others == null ? Set.of() : others);
        return all.stream()
                .<Map<String, Object>>map(id -> Map.of(
                        "id",
                        id,
                        "critical",
                        critical != null && critical.contains(id),
                        "value",
                        HexFormat.of().formatHex(certificate.getExtensionValue(id))))
                .toList();
    }
}
