package dev.culvert.model.filter;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A connection, open or ended, as a filter looks at it. What is not known is an empty text. */
public interface FilterTarget {

    /** Its identity. */
    ConnectionId id();

    /** The id of the endpoint that accepted it. */
    String endpointId();

    /** That endpoint's name. */
    String endpointName();

    /** That endpoint's URL; empty if it is not known any more. */
    String endpointUrl();

    /** Who connected. */
    InetSocketAddress client();

    /** Where it was accepted. */
    InetSocketAddress server();

    /** Where it is forwarded to, as a URL; empty if that never was decided. */
    String upstreamUrl();

    /** When it was accepted. */
    Instant startedAt();

    /** For how long it has been open, in microseconds. */
    long lastedMicros(Instant now);

    /** How long finding and dialling the upstream took, in microseconds; negative if it did not come to that. */
    long connectMicros();

    /** Client to endpoint. */
    long bytesIn();

    /** Endpoint to client. */
    long bytesOut();

    /** How far it has come, such as {@code half-closed}; {@code closed} when it has ended. */
    String state();

    /** Why it ended; null while it is open. */
    @Nullable CloseReason reason();

    /** What the traffic policy made of it. */
    DecisionRecord decision();

    /** What the operating system or a library said. */
    String error();

    /** A connection that has ended. */
    static FilterTarget of(ClosedConnection connection) {
        return new ClosedTarget(connection);
    }
}
