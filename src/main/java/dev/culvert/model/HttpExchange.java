package dev.culvert.model;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of an HTTP request that went through the HTTP phases, once it has been answered, refused or broken off.
 * Bodies and headers are not kept.
 *
 * @param id its connection, and its number in that
 * @param endpoint the endpoint that accepted the connection
 * @param endpointName that endpoint's name at the time
 * @param endpointUrl that endpoint's URL at the time
 * @param client who connected
 * @param server the address the connection was accepted on
 * @param connectedAt when the connection was accepted
 * @param request what was asked for
 * @param upstream where it was forwarded to; null if Culvert answered, or nobody did
 * @param startedAt when its first byte came
 * @param endedAt when the last byte of the answer was sent, or when it was broken off
 * @param headTime from the start until the head of the answer was there; null if none came
 * @param status the answer's status code; 0 if the connection ended without an answer
 * @param responseBytes the bytes of the answer's body that were sent, without chunking
 * @param decision what the HTTP phases made of it
 * @param error what went wrong, in words; null if nothing
 */
public record HttpExchange(
        RequestId id,
        EndpointId endpoint,
        String endpointName,
        String endpointUrl,
        InetSocketAddress client,
        InetSocketAddress server,
        Instant connectedAt,
        Request request,
        @Nullable Upstream upstream,
        Instant startedAt,
        Instant endedAt,
        @Nullable Duration headTime,
        int status,
        long responseBytes,
        DecisionRecord decision,
        @Nullable String error) {

    /**
     * What a client asked for, as it was sent, before the policy changed anything. Texts are empty where a request was too
     * broken to have them; what is longer than anything that makes sense is cut, and ends with an ellipsis.
     *
     * @param method the method, {@code GET}
     * @param scheme {@code http}, or {@code https} after {@code terminate-tls}
     * @param host the authority that was asked for, {@code example.com:8080}
     * @param target path and query, {@code /orders?page=2}; the authority for CONNECT, {@code *} as that
     * @param version {@code HTTP/1.1} or {@code HTTP/1.0}
     * @param userAgent the User-Agent header
     * @param bytes the bytes of the body that came, without chunking
     */
    public record Request(
            String method, String scheme, String host, String target, String version, String userAgent, long bytes) {

        private static final int LONGEST_METHOD = 32;
        private static final int LONGEST_HOST = 255;
        private static final int LONGEST_TARGET = 2_000;
        private static final int LONGEST_USER_AGENT = 500;

        /** Cuts the texts. */
        public Request {
            method = cut(method, LONGEST_METHOD);
            host = cut(host, LONGEST_HOST);
            target = cut(target, LONGEST_TARGET);
            userAgent = cut(userAgent, LONGEST_USER_AGENT);
        }

        private static String cut(String text, int longest) {
            return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
        }

        /** The whole URL, {@code http://example.com/orders?page=2}. */
        public String url() {
            return target.startsWith("/") ? scheme + "://" + host + target : target;
        }

        /** The target without its query, {@code /orders}. */
        public String path() {
            int mark = target.indexOf('?');
            return mark < 0 ? target : target.substring(0, mark);
        }

        /** What comes after the target's question mark, {@code page=2}; empty if there is none. */
        public String query() {
            int mark = target.indexOf('?');
            return mark < 0 ? "" : target.substring(mark + 1);
        }
    }

    /** How long it took. */
    public Duration duration() {
        return Duration.between(startedAt, endedAt);
    }
}
