package dev.culvert.cli.bench;

import java.util.Locale;

/** What can stand between the client and the upstream. */
public enum ForwarderKind {
    /** Nothing: the client talks to the upstream. */
    DIRECT("direct"),
    /** This program. */
    CULVERT("Culvert"),
    /** HAProxy in TCP mode. */
    HAPROXY("HAProxy"),
    /** The stream module of nginx. */
    NGINX("nginx");

    private final String title;

    ForwarderKind(String title) {
        this.title = title;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The word that users write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
