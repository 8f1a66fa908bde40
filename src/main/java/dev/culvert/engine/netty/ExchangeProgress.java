package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.Framing;
import dev.culvert.engine.netty.http.ReadRequest;
import dev.culvert.engine.netty.http.Trailers;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestProgress;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Follows a request's body as it comes. On the event loop only. */
final class ExchangeProgress implements RequestProgress {

    private final Connection connection;
    private final ReadRequest request;
    private long bodyBytes;
    private @Nullable LastHttpContent end;
    private @Nullable Instant bodyReceivedAt;

    ExchangeProgress(Connection connection, ReadRequest request) {
        this.connection = connection;
        this.request = request;
    }

    /** A part of the body has come. */
    void received(HttpContent content) {
        bodyBytes += content.content().readableBytes();
        if (content instanceof LastHttpContent last) {
            end = last;
            bodyReceivedAt = request.framing().kind() == Framing.Kind.NONE
                    ? request.head().receivedAt()
                    : Instant.now();
        }
    }

    /** Whether nothing of the request is to come any more. */
    boolean isWhole() {
        return end != null || (request.framing().kind() == Framing.Kind.NONE && bodyBytes == 0);
    }

    /** How long the body is, as far as it has come. */
    long bodyBytes() {
        return bodyBytes;
    }

    @Override
    public long bytesIn() {
        return connection.bytesIn();
    }

    @Override
    public long bytesOut() {
        return connection.bytesOut();
    }

    @Override
    public @Nullable Instant bodyReceivedAt() {
        return bodyReceivedAt;
    }

    @Override
    public HeaderList trailers() {
        return end == null ? HeaderList.EMPTY : Trailers.of(end.trailingHeaders());
    }
}
