package dev.culvert.model;

/**
 * How TLS is spoken to a {@code tls://} upstream.
 *
 * @param verify whether the upstream must show a certificate that is trusted and has its host's name
 * @param authority who must have signed that certificate: PEM text, or the path of a file with it; empty for any that
 *     Java trusts
 */
public record UpstreamTls(boolean verify, String authority) {

    /** Certificates are verified against what Java trusts. */
    public static final UpstreamTls DEFAULT = new UpstreamTls(true, "");
}
