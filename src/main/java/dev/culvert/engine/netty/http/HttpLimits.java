package dev.culvert.engine.netty.http;

import java.time.Duration;

/**
 * What a client that speaks HTTP, or may be about to, is granted.
 *
 * @param firstBytes how long its first bytes are waited for before its connection is taken for something else
 * @param head from the first byte of a request to the end of its head
 * @param linger how long a connection that was ended with an answer is read on, so that the answer is not lost
 * @param keep how long an upstream is kept for requests to come while others go elsewhere
 * @param line the longest request line, in bytes
 * @param headerBytes the headers of a request together
 * @param headers how many they may be
 */
public record HttpLimits(
        Duration firstBytes, Duration head, Duration linger, Duration keep, int line, int headerBytes, int headers) {

    /** nginx and HAProxy allow lines and heads of about this size. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            16 * 1024,
            64 * 1024,
            100);

    /** The same with other times. */
    public HttpLimits within(Duration first, Duration wholeHead) {
        return new HttpLimits(first, wholeHead, linger, keep, line, headerBytes, headers);
    }

    /** The same, with upstreams kept for another time. */
    public HttpLimits keeping(Duration time) {
        return new HttpLimits(firstBytes, head, linger, time, line, headerBytes, headers);
    }
}
