package dev.culvert.engine;

import dev.culvert.model.ConnectionId;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointId;
import dev.culvert.model.UpstreamHealth;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The data plane: listens for endpoints and forwards their connections. The calls that change an endpoint come from one
 * thread at a time (the gateway's); the others from any. No call blocks.
 */
public interface Engine extends AutoCloseable {

    /**
     * Binds an endpoint's listener and begins to serve it. All of its addresses are bound or none.
     *
     * @return what came of it; it never completes exceptionally for what a network or an operating system may say
     */
    CompletableFuture<ListenResult> start(ServedEndpoint endpoint);

    /**
     * Serves new connections by another version of an endpoint. Open connections stay as they are, and so do the
     * sockets.
     *
     * @throws IllegalArgumentException if the endpoint is not being served, or would need other sockets
     */
    void update(ServedEndpoint endpoint);

    /**
     * Stops listening for an endpoint, and ends its open connections as told.
     *
     * @param drainLimit when {@link Ending#DRAIN} gives up and closes what is still open
     * @return what to wait for; complete at once if the endpoint is not being served
     */
    Stopping stop(EndpointId endpoint, Ending ending, Duration drainLimit);

    /** Ends the open connections of an endpoint that goes on being served. */
    void end(EndpointId endpoint, Ending ending, Duration drainLimit);

    /** Ends one connection with {@link dev.culvert.model.CloseReason#KILLED}; false if there is none with that id. */
    boolean kill(ConnectionId connection);

    /** The connections that are open now: a view that changes under the reader, in no order. */
    Collection<? extends LiveConnection> connections();

    /** What went through an endpoint; {@link Traffic#NONE} if it never was served. */
    Traffic traffic(EndpointId endpoint);

    /**
     * Why an endpoint that listens cannot accept clients at the moment, in the system's words, such as
     * {@code Too many open files}; empty if it can. It tries again every second.
     */
    Optional<String> hindrance(EndpointId endpoint);

    /** How its event loops keep their time. */
    default List<LoopPace> paces() {
        return List.of();
    }

    /** What the health check of an endpoint's upstream has found. */
    UpstreamHealth health(EndpointId endpoint);

    /** How bytes are moved here, in words for the status line and support, such as {@code epoll, 2 event loops}. */
    String description();

    /**
     * Stops listening everywhere, lets open connections finish until the limit, closes the rest and frees everything.
     * Waits for that; a second call does nothing.
     */
    void shutdown(Duration drainLimit);

    /** {@link #shutdown} without patience. */
    @Override
    default void close() {
        shutdown(Duration.ZERO);
    }

    /**
     * The two moments of a stop.
     *
     * @param unbound completes when the sockets are free again
     * @param ended completes when the last open connection has ended
     */
    record Stopping(CompletableFuture<Void> unbound, CompletableFuture<Void> ended) {}
}
