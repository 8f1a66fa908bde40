package dev.culvert.model;

/**
 * The identity of an endpoint: {@code ep_} and a KSUID, as ngrok writes it. It never changes and is never used again.
 *
 * @param value the id as text
 */
public record EndpointId(String value) {

    /** What every endpoint id begins with. */
    public static final String PREFIX = "ep_";

    @Override
    public String toString() {
        return value;
    }
}
