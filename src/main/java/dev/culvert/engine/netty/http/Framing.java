package dev.culvert.engine.netty.http;

/**
 * How the end of a message's body is told (RFC 9112 6.3).
 *
 * @param kind how
 * @param length how many bytes the body has, where that is said beforehand; else -1
 */
public record Framing(Kind kind, long length) {

    /** The ways there are. */
    public enum Kind {
        /** There is no body. */
        NONE,
        /** By its length. */
        LENGTH,
        /** In chunks, the last of which is empty. */
        CHUNKED,
        /** By the end of the connection. */
        UNTIL_CLOSE
    }

    /** No body. */
    public static final Framing NONE = new Framing(Kind.NONE, -1);

    /** In chunks. */
    public static final Framing CHUNKED = new Framing(Kind.CHUNKED, -1);

    /** By the end of the connection. */
    public static final Framing UNTIL_CLOSE = new Framing(Kind.UNTIL_CLOSE, -1);

    /** So many bytes. */
    public static Framing length(long bytes) {
        return new Framing(Kind.LENGTH, bytes);
    }

    /** How the same body is sent to a client of HTTP/1.{@code minorVersion}: only 1.0 knows no chunks. */
    public Framing towards(int minorVersion) {
        if (kind == Kind.UNTIL_CLOSE && minorVersion > 0) {
            return CHUNKED;
        }
        return isChunked() && minorVersion == 0 ? UNTIL_CLOSE : this;
    }

    /** Whether it is sent in chunks. */
    public boolean isChunked() {
        return kind == Kind.CHUNKED;
    }
}
