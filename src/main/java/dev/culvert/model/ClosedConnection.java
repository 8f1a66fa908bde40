package dev.culvert.model;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a connection once it has ended.
 *
 * @param id its identity
 * @param endpoint the endpoint that accepted it
 * @param endpointName that endpoint's name at the time
 * @param endpointUrl that endpoint's URL at the time
 * @param client who connected
 * @param server the address it was accepted on
 * @param upstream where it was forwarded to; null if it never came to that
 * @param startedAt when it was accepted
 * @param endedAt when it ended
 * @param sniffTime how long the client's first bytes were waited for, to see whether they are HTTP; null if nobody looked
 * @param connectTime how long finding and dialling the upstream took; null if that did not succeed
 * @param bytesIn client to endpoint
 * @param bytesOut endpoint to client
 * @param reason why it ended
 * @param decision what the policy made of it
 * @param error what the operating system or a library said of it; null if nothing
 */
public record ClosedConnection(
        ConnectionId id,
        EndpointId endpoint,
        String endpointName,
        String endpointUrl,
        InetSocketAddress client,
        InetSocketAddress server,
        @Nullable Upstream upstream,
        Instant startedAt,
        Instant endedAt,
        @Nullable Duration sniffTime,
        @Nullable Duration connectTime,
        long bytesIn,
        long bytesOut,
        CloseReason reason,
        DecisionRecord decision,
        @Nullable String error) {

    /** How long it was open. */
    public Duration duration() {
        return Duration.between(startedAt, endedAt);
    }
}
