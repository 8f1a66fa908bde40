package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes that nobody has to look at between two raw sockets. The end of a stream is passed on after the last byte
 * before it, and a reset at once. What kind of sockets they are, and how bytes get from one to the other, is known to
 * {@link Flow}.
 */
final class PlainRelay implements Relay, RawSocket.Watcher, UpstreamDial.Caller<RawSocket>, Runnable {

    private final Connection connection;
    private final RawSockets sockets;
    private final UpstreamConnector connector;
    private final Flow in;
    private @Nullable Flow out;
    private @Nullable UpstreamDial<RawSocket> dial;
    private @Nullable Flow firstToEnd;
    private boolean watches;
    private boolean queued;
    private boolean over;

    PlainRelay(Connection connection, RawSocket client, EngineCore core, RawSockets sockets) {
        this.connection = connection;
        this.sockets = sockets;
        connector = core.connector();
        in = sockets.flow(this, client, connection.loop());
    }

    @Override
    public void forward(Upstream target) {
        long limit = Connection.nanos(connection.target().limits().connectTimeout());
        dial = connector.dial(sockets, target, limit, connection.loop(), this);
        dial.begin();
        if (!over && !watches) {
            watches = true;
            watchClient();
        }
    }

    /** Leaves the client to another relay, with what it has said so far; null if that is nothing. */
    @Nullable ByteBuf leave() {
        over = true;
        return in.takeEarly();
    }

    @Override
    public void connected(RawSocket upstream) {
        dial = null;
        try {
            open(upstream);
        } catch (Throwable e) { // an Error too: it is this connection's, and no other's
            connection.fail(e);
        }
    }

    private void open(RawSocket upstream) throws IOException {
        Flow opposite = sockets.flow(this, upstream, connection.loop());
        out = opposite;
        in.connect(upstream, opposite);
        opposite.connect(in.source(), in);
        connection.opened();
        ByteBuf header = ProxyHeader.of(connection.target().proxyProtocol(), connection.client(), connection.server());
        if (header != null) {
            in.prepend(header);
        }
        upstream.watch(this);
        ready();
    }

    @Override
    public void failed(CloseReason reason, @Nullable String error) {
        dial = null;
        connection.path().notReached(reason, error);
    }

    @Override
    public void failed(Throwable fault) {
        connection.fail(fault);
    }

    @Override
    public void ready() {
        if (!queued) {
            run();
        }
    }

    @Override
    public void run() {
        queued = false;
        try {
            move();
        } catch (Throwable e) { // an Error too: it is this connection's, and no other's
            connection.fail(e);
        }
    }

    private void move() {
        if (over) {
            return;
        }
        Flow opposite = out;
        if (opposite == null) {
            in.readEarly();
            loseIfBroken(in);
            return;
        }
        boolean more = in.move();
        more |= !over && opposite.move();
        if (!more) {
            loseIfBroken(in);
            loseIfBroken(opposite);
        }
        if (over) {
            return;
        }
        in.source().await(!in.isFinished() && !in.hasUnsent(), opposite.hasUnsent());
        in.sink().await(!opposite.isFinished() && !opposite.hasUnsent(), in.hasUnsent());
        if (more) {
            queued = true;
            connection.loop().eventLoop().execute(this);
        }
    }

    void received(Flow flow, int bytes) {
        connection.stirred();
        if (flow.equals(in)) {
            connection.received(bytes);
        }
    }

    void taken(Flow flow, int bytes) {
        connection.stirred();
        if (flow.equals(out)) {
            connection.delivered(bytes);
        }
    }

    void finished(Flow flow) {
        if (over) {
            return;
        }
        if (firstToEnd == null) {
            firstToEnd = flow;
        }
        connection.halfClosed();
        Flow back = flow.equals(in) ? Objects.requireNonNull(out) : in;
        if (back.isFinished()) {
            connection.end(firstToEnd.equals(in) ? CloseReason.CLIENT_CLOSED : CloseReason.UPSTREAM_CLOSED, null);
            return;
        }
        try {
            flow.sink().shutdownOutput();
        } catch (IOException e) {
            lost(back, e);
        }
    }

    /** The source of a flow is gone; if it had nothing more to give or to take, the other may still have. */
    void lost(Flow flow, @Nullable IOException problem) {
        Flow back = flow.equals(in) ? out : in;
        if (!over && !(flow.isFinished() && back != null && back.isFinished())) {
            connection.end(
                    flow.equals(in) ? CloseReason.CLIENT_RESET : CloseReason.UPSTREAM_RESET,
                    problem == null ? null : SystemError.text(problem));
        }
    }

    private void loseIfBroken(Flow flow) {
        if (!over && flow.source().isBroken()) {
            IOException problem = flow.source().takeError();
            if (problem != null) {
                lost(flow, problem);
            }
        }
    }

    private void watchClient() {
        try {
            in.source().watch(this);
        } catch (IOException e) {
            connection.fail(e);
        }
    }

    @Override
    public void end(CloseReason reason) {
        over = true;
        if (dial != null) {
            dial.cancel();
        }
        boolean reset = reason == CloseReason.CLIENT_RESET || reason == CloseReason.UPSTREAM_RESET;
        Flow opposite = out;
        if (opposite != null) {
            in.sink().close(reset || in.hasUnsent());
            in.source().close(reset || opposite.hasUnsent());
            opposite.free();
        } else {
            in.source().close(reset);
        }
        in.free();
    }

    @Override
    public Side client() {
        return in;
    }

    @Override
    public Side upstream() {
        return Objects.requireNonNull(out);
    }
}
