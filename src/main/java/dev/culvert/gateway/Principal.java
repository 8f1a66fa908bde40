package dev.culvert.gateway;

/**
 * Who asks for a change, for audit events. A face binds {@link #CURRENT} around its calls; where it is not bound, it is the
 * desktop.
 */
public enum Principal {
    /** A caller of the REST API, or of the command line, which goes through it. */
    API("API"),
    /** A user at the desktop. */
    DESKTOP("Dashboard"),
    /** Culvert itself. */
    CULVERT("");

    /** Who asks for what this thread does now. */
    public static final ScopedValue<Principal> CURRENT = ScopedValue.newInstance();

    private final String source;

    Principal(String source) {
        this.source = source;
    }

    static Principal now() {
        return CURRENT.orElse(DESKTOP);
    }

    /** ngrok's name for where it came from; empty if nobody asked. */
    String source() {
        return source;
    }
}
