package dev.culvert.engine;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.ConnectionState;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection while it lives. Any thread may read it at any time without a lock; a reader sees values that were true
 * a moment ago, and each of them by itself. After the end it keeps its last values.
 */
public interface LiveConnection {

    /** Its identity. */
    ConnectionId id();

    /** The endpoint that accepted it. */
    EndpointId endpoint();

    /** That endpoint's name when it was accepted. */
    String endpointName();

    /** Who connected. */
    InetSocketAddress client();

    /** The address it was accepted on. */
    InetSocketAddress server();

    /** Where it is forwarded to; null while that is not decided, or if it never is. */
    @Nullable Upstream upstream();

    /** What the policy made of it so far; {@link DecisionRecord#NONE} until it has forwarded it. */
    DecisionRecord decision();

    /** When it was accepted. */
    Instant startedAt();

    /** How long the client's first bytes were waited for, to see whether they are HTTP; null if nobody looked, or not yet. */
    @Nullable Duration sniffTime();

    /** How long finding and dialling the upstream took; null until it is connected. */
    @Nullable Duration connectTime();

    /** How far it has come. */
    ConnectionState state();

    /** Bytes received from the client. */
    long bytesIn();

    /** Bytes that the client's socket has taken. */
    long bytesOut();

    /** For how long the client has neither sent nor accepted a byte; exact to a second. */
    Duration clientIdle();

    /** For how long the upstream has neither sent nor accepted a byte; exact to a second. */
    Duration serverIdle();
}
