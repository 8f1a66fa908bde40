package dev.culvert.engine;

/**
 * What went through an endpoint since the engine began to serve it.
 *
 * @param accepted connections, the refused ones included
 * @param open connections now
 * @param bytesIn client to endpoint, of open and ended connections
 * @param bytesOut endpoint to client, likewise
 */
public record Traffic(long accepted, int open, long bytesIn, long bytesOut) {

    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);

    /** The sum of both. */
    public Traffic plus(Traffic other) {
        return new Traffic(
                accepted + other.accepted, open + other.open, bytesIn + other.bytesIn, bytesOut + other.bytesOut);
    }
}
