package dev.culvert.store;

import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row and what its codes stand for: nothing is made of it before it is asked for. */
record DecodedConnection(CodedConnection row, CodedTexts codes) {

    /** The whole connection. */
    ClosedConnection connection() {
        CodedTexts.Endpoint endpoint = endpoint();
        return new ClosedConnection(
                id(),
                endpoint.id(),
                endpoint.name(),
                endpoint.url(),
                client(),
                server(),
                upstream(),
                startedAt(),
                Micros.toInstant(row.endedAt()),
                time(row.sniffed()),
                time(row.connected()),
                row.bytesIn(),
                row.bytesOut(),
                reason(),
                decision(),
                row.extras().error());
    }

    private static @Nullable Duration time(long micros) {
        return micros == CodedConnection.NONE ? null : Duration.ofNanos(micros * 1_000);
    }

    ConnectionId id() {
        return new ConnectionId(row.id());
    }

    String endpointName() {
        return endpoint().name();
    }

    private CodedTexts.Endpoint endpoint() {
        return known(() -> codes.endpoint(row.shape().endpoint()));
    }

    InetSocketAddress client() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(row.client()), row.clientPort());
        } catch (UnknownHostException e) {
            throw new StoreException("The history cannot be read: 4 or 16 bytes are an address", e);
        }
    }

    InetSocketAddress server() {
        return new InetSocketAddress(
                known(() -> codes.server(row.shape().server())), row.shape().serverPort());
    }

    String upstreamUrl() {
        Upstream upstream = upstream();
        return upstream == null ? "" : upstream.url();
    }

    private @Nullable Upstream upstream() {
        try {
            return codes.upstream(row.shape().upstream());
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    Instant startedAt() {
        return Micros.toInstant(row.startedAt());
    }

    CloseReason reason() {
        return known(() -> codes.reason(row.shape().reason()));
    }

    DecisionRecord decision() {
        CodedTexts.Decision decision = known(() -> codes.decision(row.shape().decision()));
        return new DecisionRecord(
                decision.rule(),
                decision.action(),
                decision.network(),
                row.extras().handedTo(),
                row.extras().reports(),
                row.extras().logs());
    }

    String error() {
        String error = row.extras().error();
        return error == null ? "" : error;
    }

    private static <T> T known(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static StoreException unreadable(SQLException cause) {
        return new StoreException("The history cannot be read: " + cause.getMessage(), cause);
    }

    private interface Asking<T> {
        T ask() throws SQLException;
    }
}
