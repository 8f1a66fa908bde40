package dev.culvert.policy.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a request, and the connection that it came by, have come by the time that somebody asks. Asked on the thread of the
 * evaluation only.
 */
public interface RequestProgress {

    /** Bytes that came from the client, over all requests of the connection. */
    long bytesIn();

    /** Bytes that the client's socket has taken, over all of them. */
    long bytesOut();

    /** When the end of the request's body came, or of its head if it has none; null while it has not come. */
    @Nullable Instant bodyReceivedAt();

    /** What trailed the request's body; empty while that has not come. */
    HeaderList trailers();

    /** Nothing has come: all there is is a connection. */
    RequestProgress NONE = new Imagined(null);

    /**
     * That of a request which is only thought of: nothing was counted, and it came whole.
     *
     * @param bodyReceivedAt when
     */
    record Imagined(@Nullable Instant bodyReceivedAt) implements RequestProgress {

        @Override
        public long bytesIn() {
            return 0;
        }

        @Override
        public long bytesOut() {
            return 0;
        }

        @Override
        public HeaderList trailers() {
            return HeaderList.EMPTY;
        }
    }
}
