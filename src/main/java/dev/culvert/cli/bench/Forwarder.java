package dev.culvert.cli.bench;

/**
 * A forwarder that runs.
 *
 * @param kind which
 * @param version its version; empty for none
 * @param port where it listens on 127.0.0.1
 * @param upstreamPort the upstream that it forwards to
 * @param pid its process, the root of its tree; 0 for none
 */
record Forwarder(ForwarderKind kind, String version, int port, int upstreamPort, long pid) {

    static Forwarder direct(int upstreamPort) {
        return new Forwarder(ForwarderKind.DIRECT, "", upstreamPort, upstreamPort, 0);
    }
}
