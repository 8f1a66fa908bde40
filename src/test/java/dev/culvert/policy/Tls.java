package dev.culvert.policy;

import dev.culvert.policy.facts.TlsFacts;

/** TLS sessions for tests. */
final class Tls {

    private Tls() {}

    static TlsFacts session(String sni) {
        return new TlsFacts("1.3", "TLS_AES_128_GCM_SHA256", sni, "", "", false, null, null);
    }
}
