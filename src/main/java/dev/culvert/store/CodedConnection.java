package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A closed connection with codes for its texts; see {@link Codes} and {@link CodedTexts}.
 *
 * @param client 4 or 16 bytes
 * @param startedAt microseconds since 1970
 * @param lasted microseconds until it ended
 * @param sniffed microseconds, or {@link #NONE}
 * @param connected microseconds, or {@link #NONE}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record CodedConnection(
        long id,
        Shape shape,
        byte[] client,
        int clientPort,
        long startedAt,
        long lasted,
        long sniffed,
        long connected,
        long bytesIn,
        long bytesOut,
        Extras extras) {

    /** In the place of a time: that there is none. */
    static final long NONE = -1;

    /** What many connections have in common, as codes. */
    record Shape(long endpoint, long server, int serverPort, long upstream, long reason, long decision) {

        static Shape of(ClosedConnection c, Codes codes) throws SQLException {
            return new Shape(
                    codes.endpoint(c.endpoint(), c.endpointName(), c.endpointUrl()),
                    codes.server(c.server().getAddress()),
                    c.server().getPort(),
                    codes.upstream(c.upstream()),
                    codes.reason(c.reason()),
                    codes.decision(c.decision()));
        }
    }

    /** What few connections have. */
    record Extras(@Nullable String error, List<String> handedTo, List<String> reports, List<String> logs) {

        static final Extras EMPTY = new Extras(null, List.of(), List.of(), List.of());

        static Extras of(ClosedConnection c) {
            String error = c.error();
            DecisionRecord decision = c.decision();
            boolean hasError = error != null && !error.isEmpty();
            return hasError
                            || !decision.handedTo().isEmpty()
                            || !decision.reports().isEmpty()
                            || !decision.logs().isEmpty()
                    ? new Extras(hasError ? error : null, decision.handedTo(), decision.reports(), decision.logs())
                    : EMPTY;
        }
    }

    static CodedConnection of(ClosedConnection c, Codes codes) throws SQLException {
        long startedAt = Micros.of(c.startedAt());
        return new CodedConnection(
                c.id().value(),
                Shape.of(c, codes),
                c.client().getAddress().getAddress(),
                c.client().getPort(),
                startedAt,
                Micros.of(c.endedAt()) - startedAt,
                micros(c.sniffTime()),
                micros(c.connectTime()),
                c.bytesIn(),
                c.bytesOut(),
                Extras.of(c));
    }

    private static long micros(@Nullable Duration time) {
        return time == null ? NONE : time.toNanos() / 1_000;
    }

    long endedAt() {
        return startedAt + lasted;
    }

    /** Every key by which the index finds it. */
    void keys(ObjLongConsumer<IndexKind> receiver) {
        receiver.accept(IndexKind.ENDPOINT, shape.endpoint());
        if (client.length == 4) {
            receiver.accept(IndexKind.CLIENT_V4, IndexKind.keyV4(client));
        } else {
            receiver.accept(IndexKind.CLIENT_V6, IndexKind.keyV6(client));
            receiver.accept(IndexKind.CLIENT_V6_HOST, IndexKind.keyV6Host(client));
        }
        receiver.accept(IndexKind.REASON, shape.reason());
        receiver.accept(IndexKind.BYTES, IndexKind.sizeClass(IndexKind.total(bytesIn, bytesOut)));
        receiver.accept(IndexKind.UPSTREAM, shape.upstream());
        receiver.accept(IndexKind.DECISION, shape.decision());
        if (extras.error() != null) {
            receiver.accept(IndexKind.ERROR, 1);
        }
    }
}
