package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a client that speaks HTTP is left: it is sent all that it was told first, and heard out until it has read that, because a
 * reset would take back what is still on the way (RFC 9112 9.6). One that has said itself that nothing follows is not waited for.
 * On the event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a write is told by its leg
final class Parting {

    private final Connection connection;
    private final Leg client;
    private final Duration linger;
    private final Alarm alarm;
    private @Nullable Farewell farewell;
    private boolean over;

    /**
     * None yet.
     *
     * @param linger how long the client is heard out
     */
    Parting(Connection connection, Leg client, Duration linger) {
        this.connection = connection;
        this.client = client;
        this.linger = linger;
        alarm = new Alarm(connection.loop());
    }

    boolean hasBegun() {
        return farewell != null;
    }

    /**
     * Ends the connection when the client has been sent all.
     *
     * @param saysMore whether the client has said more already, whatever it has promised
     */
    void begin(Farewell words, boolean saysMore) {
        farewell = words;
        client.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (over) {
                return;
            }
            if (!flushed.isSuccess()) {
                failed(flushed.cause());
                return;
            }
            client.setFinished();
            if (client.hasEnded() || (words.hasSaidAll() && !saysMore)) {
                part();
                return;
            }
            connection.halfClosed();
            client.shutdown();
            client.read(true);
            alarm.set(linger.toNanos(), this::part);
        });
    }

    private void part() {
        Farewell words = Objects.requireNonNull(farewell);
        connection.end(words.reason(), words.error());
    }

    /** The client has said its last byte. */
    void clientEnded() {
        if (client.hasFinished()) {
            part();
        }
    }

    /** The client's socket is gone. */
    void lost(@Nullable String why) {
        if (over) {
            return;
        }
        if (hasBegun() && client.hasFinished()) {
            part();
        } else {
            connection.end(CloseReason.CLIENT_RESET, why);
        }
    }

    /** Something went wrong on the client's side. */
    void failed(Throwable cause) {
        if (client.isTlsFailure(cause)) {
            connection.end(CloseReason.TLS_FAILED, "TLS failed: " + SystemError.text(cause));
        } else if (cause instanceof IOException) {
            lost(SystemError.text(cause));
        } else if (!over) {
            connection.fail(cause);
        }
    }

    /** The connection has ended. */
    void end() {
        over = true;
        alarm.end();
    }
}
