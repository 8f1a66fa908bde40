package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.model.CloseReason;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.RequestId;
import dev.culvert.model.Upstream;
import dev.culvert.policy.http.RequestHead;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps what is to be known of a request until it has ended, and tells it once. On the event loop only. */
final class ExchangeRecord {

    private final ConnectionRegistry registry;
    private final Connection connection;
    private final RequestId id;
    private final RequestHead head;
    private final HttpPhases phases;
    private final SharedTexts texts;
    private final ExchangeProgress progress;
    private final Instant begun;
    private @Nullable Upstream upstream;
    private @Nullable Duration headTime;
    private @Nullable CloseReason reason;
    private @Nullable String error;
    private int status;
    private long responseBytes;
    private boolean told;

    ExchangeRecord(
            ConnectionRegistry registry,
            Connection connection,
            RequestId id,
            RequestHead head,
            HttpPhases phases,
            SharedTexts texts,
            ExchangeProgress progress,
            Instant begun) {
        this.registry = registry;
        this.connection = connection;
        this.id = id;
        this.head = head;
        this.phases = phases;
        this.texts = texts;
        this.progress = progress;
        this.begun = begun;
    }

    void reaches(Upstream target) {
        upstream = target;
    }

    void sent(int bytes) {
        responseBytes += bytes;
    }

    void answered(int code) {
        status = code;
        headTime = Duration.between(begun, Instant.now());
    }

    /** The connection will end by this, for that reason. */
    void ends(CloseReason why, @Nullable String detail) {
        reason = why;
        error = detail;
    }

    @Nullable CloseReason reason() {
        return reason;
    }

    /** Why the connection ends behind it. */
    CloseReason closeReason(boolean clientKeepsAlive) {
        if (reason != null) {
            return reason;
        } else if (phases.hasFailed()) {
            return CloseReason.POLICY_ERROR;
        } else if (!clientKeepsAlive) {
            return CloseReason.CLIENT_CLOSED;
        }
        return connection.path().isStopping() ? CloseReason.ENDPOINT_STOPPED : CloseReason.UPSTREAM_CLOSED;
    }

    @Nullable String error() {
        return error;
    }

    /**
     * Tells it, unless that was done.
     *
     * @param brokenOff why the connection ended before; null if it did not
     */
    void complete(@Nullable CloseReason brokenOff) {
        if (told) {
            return;
        }
        told = true;
        String words = error;
        if (words == null && reason != null) {
            words = reason.wireName();
        } else if (words == null) {
            words = phases.whyClosed();
        }
        if (words == null && brokenOff != null) {
            words = "The connection ended before: " + brokenOff.wireName() + ".";
        }
        ServedEndpoint endpoint = connection.path().hops().getFirst().endpoint();
        registry.completed(new HttpExchange(
                id,
                endpoint.id(),
                endpoint.name(),
                endpoint.url(),
                connection.client(),
                connection.server(),
                connection.startedAt(),
                texts.request(head, progress.bodyBytes()),
                upstream,
                begun,
                Instant.now(),
                headTime,
                status,
                responseBytes,
                texts.decision(phases.record()),
                words));
    }
}
