package dev.culvert.cli.bench;

import java.util.Locale;

/** What can be measured. */
public enum BenchTest {
    /** Bytes from the client to the upstream. */
    UP,
    /** Bytes from the upstream to the client. */
    DOWN,
    /** Short connections, one after the other. */
    CONNECTIONS,
    /** Small requests at a fixed rate. */
    LATENCY,
    /** Connections that are open and do nothing. */
    IDLE;

    /** The word that users write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
