package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.ResponseReader;
import dev.culvert.model.CloseReason;
import dev.culvert.model.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection to an upstream that speaks HTTP, for one request after the other. On the event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a write is told by its leg
final class HttpUpstream implements Leg.Owner, UpstreamOpening.Opener {

    private final HttpRelay relay;
    private final Connection connection;
    private final Upstream target;
    private final EngineCore core;
    private final Leg leg = new Leg(this);
    private final ResponseReader reader;
    private final Tail tail = new Tail(this::heard, this::fault);
    private final EarlyBytes early = new EarlyBytes();
    private @Nullable UpstreamDial<DuplexChannel> dial;
    private @Nullable DuplexChannel opening;
    private @Nullable Exchange user;
    private @Nullable List<ByteBuf> rest;
    private int uses;
    private boolean closes;
    private boolean answered;
    private boolean over;

    HttpUpstream(HttpRelay relay, Connection connection, Upstream target, EngineCore core) {
        this.relay = relay;
        this.connection = connection;
        this.target = target;
        this.core = core;
        reader = new ResponseReader(core.http());
    }

    /** Dials, unless that was done; how it fails may be told before this returns. */
    void dialOnce() {
        if (dial != null) {
            return;
        }
        connection.dials();
        long limit = Connection.nanos(connection.target().limits().connectTimeout());
        dial = core.connector()
                .dial(
                        core.channels(),
                        target,
                        limit,
                        connection.loop(),
                        new UpstreamOpening(this, connection, target, System.nanoTime(), core.upstreamTls()));
        dial.begin();
    }

    Leg leg() {
        return leg;
    }

    /** Whether another request may be sent. */
    boolean isUsable() {
        return !over && !closes && user == null && leg.isAttached() && !leg.hasEnded() && !reader.hasStray();
    }

    /** Whether that is so, and all that was to be sent has gone. */
    boolean isClean() {
        return isUsable() && !leg.hasUnsent();
    }

    /** Whether it had served others before, and may have been closed without that being known. */
    boolean isWorn() {
        return uses > 1 && !answered;
    }

    /** Sends a request's head; its body is {@linkplain #write written} behind it. */
    void send(Exchange exchange, String method, ByteBuf head) {
        user = exchange;
        uses++;
        answered = false;
        reader.expect(method);
        write(head);
    }

    void write(ByteBuf bytes) {
        if (over) {
            bytes.release();
        } else if (leg.isAttached()) {
            leg.write(bytes);
        } else {
            early.add(bytes);
        }
    }

    /** The response has ended; whether the connection can be used again. */
    void answered(boolean canKeep) {
        user = null;
        closes |= !canKeep;
        if (closes) {
            relay.route().forget(this);
        }
    }

    /** What was written and has not gone. */
    List<ByteBuf> takeEarly() {
        return new ArrayList<>(early.take());
    }

    boolean isFull() {
        return leg.isAttached() ? !leg.isWritable() : early.isFull();
    }

    void read(boolean on) {
        if (leg.isAttached() && !over) {
            leg.read(on);
        }
    }

    void flush() {
        if (leg.isAttached() && !over) {
            leg.flush();
        }
    }

    @Override
    public void opening(DuplexChannel channel) {
        opening = channel;
    }

    @Override
    public void opened(DuplexChannel channel, @Nullable SslHandler tls) {
        opening = null;
        leg.attach(channel);
        if (tls != null) {
            leg.secure(tls);
        }
        channel.pipeline().addLast(reader, tail);
        leg.slowDown(relay.route().throttles());
        connection.opened();
        early.take().forEach(leg::write);
        leg.flush();
        if (!over) {
            relay.steer();
        }
    }

    @Override
    public void notReached(CloseReason reason, @Nullable String error) {
        Exchange waiting = user;
        if (!over && waiting != null) {
            try {
                waiting.notReached(this, reason, error);
                relay.flush();
                relay.steer();
            } catch (RuntimeException e) {
                fault(e);
            }
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private void heard(Object message) {
        Exchange waiting = user;
        if (rest != null && message instanceof ByteBuf bytes) {
            rest.add(bytes);
        } else if (over || waiting == null) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpResponse response) {
            waiting.answered(this, response);
        } else if (message instanceof HttpContent content) {
            waiting.answerBody(this, content);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void fault(Throwable cause) {
        relay.fault(cause);
    }

    @Override
    public void received(Leg from, ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        connection.stirred();
        answered = true;
        if (user == null) { // nobody has asked for that
            bytes.release();
            relay.route().forget(this);
        } else {
            leg.handOn(bytes);
        }
    }

    @Override
    public void readComplete(Leg from) {
        relay.flush();
        relay.steer();
    }

    @Override
    public void writabilityChanged(Leg changed) {
        if (!over) {
            relay.steer();
        }
    }

    @Override
    public void taken(Leg by, long bytes) {
        connection.stirred();
    }

    @Override
    public void ended(Leg ending) {
        if (over || leg.hasEnded()) {
            return;
        }
        leg.setEnded();
        if (user != null && rest == null) {
            leg.tellEnd(); // a body may have ended by that
        }
        if (!over && user != null && !isRaw()) {
            gone(CloseReason.UPSTREAM_CLOSED, null);
        } else if (!over && user == null) {
            relay.route().forget(this);
        }
        relay.flush();
        relay.steer();
    }

    private boolean isRaw() {
        return user != null && user.isRaw();
    }

    @Override
    public void vanished(Leg leg) {
        gone(CloseReason.UPSTREAM_RESET, null);
    }

    @Override
    public void failed(Leg leg, Throwable cause) {
        if (leg.isTlsFailure(cause)) {
            gone(CloseReason.TLS_FAILED, "TLS failed: " + SystemError.text(cause));
        } else if (cause instanceof IOException) {
            gone(CloseReason.UPSTREAM_RESET, SystemError.text(cause));
        } else {
            fault(cause);
        }
    }

    private void gone(CloseReason reason, @Nullable String error) {
        if (over) {
            return;
        }
        Exchange waiting = user;
        if (waiting == null) {
            relay.route().forget(this);
        } else {
            waiting.upstreamGone(this, reason, error);
            relay.flush();
        }
    }

    /** Leaves the socket to others, with what was read of it and belongs to them. */
    List<ByteBuf> leave() {
        List<ByteBuf> read = new ArrayList<>();
        rest = read;
        leg.channel().pipeline().remove(reader);
        leg.channel().pipeline().remove(tail);
        over = true;
        return read;
    }

    void end(boolean reset) {
        if (over) {
            return;
        }
        over = true;
        if (dial != null) {
            dial.cancel();
        }
        if (opening != null) {
            opening.close();
        }
        early.take().forEach(ByteBuf::release);
        leg.release(reset || user != null);
        leg.drop();
    }
}
