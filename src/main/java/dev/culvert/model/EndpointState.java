package dev.culvert.model;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/** The fact beside the wish: what an endpoint is doing now. */
public sealed interface EndpointState {

    /** Not listening, as wished. */
    record Offline() implements EndpointState {}

    /** The listener is being bound. */
    record Starting() implements EndpointState {}

    /**
     * Accepts connections.
     *
     * @param addresses the sockets that are bound
     * @param since when they were
     */
    record Online(List<InetSocketAddress> addresses, Instant since) implements EndpointState {}

    /**
     * Wished online, but cannot be.
     *
     * @param reason a whole sentence for the user, which names what stands in the way
     * @param since when it failed
     */
    record Failed(String reason, Instant since) implements EndpointState {}

    /**
     * Accepts no more, and lets the open connections finish.
     *
     * @param since when it began
     */
    record Draining(Instant since) implements EndpointState {}

    /** The name in the API: {@code offline}, {@code starting}, {@code online}, {@code failed} or {@code draining}. */
    default String wireName() {
        return switch (this) {
            case Offline x -> "offline";
            case Starting x -> "starting";
            case Online x -> "online";
            case Failed x -> "failed";
            case Draining x -> "draining";
        };
    }
}
