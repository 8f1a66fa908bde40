package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.BadRequest;
import dev.culvert.engine.netty.http.ReadRequest;
import dev.culvert.engine.netty.http.RequestReader;
import dev.culvert.model.CloseReason;
import dev.culvert.model.RequestId;
import dev.culvert.model.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP with a client: reads one request after the other, has each answered by an {@link Exchange}, and reads no faster
 * than what was read finds room. On the event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a write is told by its leg
final class HttpRelay implements Relay, Leg.Owner {

    private final Connection connection;
    private final EngineCore core;
    private final Leg client;
    private final RequestReader reader;
    private final Tail tail = new Tail(this::heard, this::fault);
    private final RequestRoute route;
    private final HttpSides sides = new HttpSides(this);
    private @Nullable Exchange exchange;
    private long requests;
    private @Nullable Future<?> alarm;
    private @Nullable Parting parting;
    private boolean waitsForRoom;
    private @Nullable List<ByteBuf> rest;
    private boolean over;

    /** Why the connection will end as soon as the client has what it was told. */
    private record Parting(CloseReason reason, @Nullable String error) {}

    HttpRelay(Connection connection, Leg client, EngineCore core) {
        this.connection = connection;
        this.core = core;
        this.client = client;
        reader = new RequestReader(core.http());
        route = new RequestRoute(this, connection, core);
    }

    /** Begins with what the client has said already. */
    void begin(List<ByteBuf> said) {
        client.passTo(this);
        client.channel().pipeline().addLast(reader, tail);
        client.slowDown(connection.path().fromClient());
        for (ByteBuf bytes : said) {
            if (over) {
                bytes.release();
            } else {
                client.handOn(bytes);
            }
        }
        readComplete(client);
        if (!over && client.hasEnded()) {
            clientEnded();
        }
    }

    Connection connection() {
        return connection;
    }

    ConnectionRegistry registry() {
        return core.registry();
    }

    Leg clientLeg() {
        return client;
    }

    RequestRoute route() {
        return route;
    }

    @Nullable Exchange exchange() {
        return exchange;
    }

    boolean isOver() {
        return over;
    }

    /** Whether the endpoint takes no more clients, so that this one is better gone. */
    boolean isStopping() {
        return connection.path().hops().getFirst().service().isStopped();
    }

    private void heard(Object message) throws Exception {
        if (rest != null && message instanceof ByteBuf bytes) {
            rest.add(bytes);
        } else if (over || parting != null) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof BadRequest bad) {
            refuse(null, bad);
        } else if (message instanceof HttpRequest request) {
            begin(request);
        } else if (message instanceof HttpContent content) {
            body(content);
        }
    }

    private void begin(HttpRequest request) {
        endAlarm();
        String scheme = connection.path().tls() == null ? "http" : "https";
        ReadRequest read;
        try {
            read = ReadRequest.of(request, scheme);
        } catch (BadRequest e) {
            refuse(request, e);
            return;
        }
        route.start();
        exchange = new Exchange(this, nextId(), read, reader.begun());
        exchange.begin();
    }

    private RequestId nextId() {
        return new RequestId(connection.id(), ++requests);
    }

    private void body(HttpContent content) {
        Exchange current = exchange;
        Throwable failure = content.decoderResult().cause();
        if (current == null) {
            content.release();
        } else if (failure != null) {
            content.release();
            breakOff(ReadRequest.refusal(failure));
        } else if (!current.body(content)) {
            breakOff(new BadRequest(400, "The request has a body that its head does not tell of."));
        } else if (content instanceof LastHttpContent && exchange == current) {
            current.bodyEnded();
        }
    }

    /** Answers a request that no policy has seen, and ends the connection. */
    private void refuse(@Nullable HttpRequest request, BadRequest bad) {
        endAlarm();
        var refused = new Exchange(this, nextId(), ReadRequest.blank(request), reader.begun());
        exchange = refused;
        refused.refuse(bad);
    }

    /** Answers, if there is still an answer to give, to a request that went wrong in its middle. */
    private void breakOff(BadRequest bad) {
        Exchange current = exchange;
        if (current == null) {
            refuse(null, bad);
        } else if (current.hasAnswered()) {
            connection.end(CloseReason.PROTOCOL_ERROR, bad.why());
        } else {
            current.refuse(bad);
        }
    }

    /** A request has been answered, and was read to its end. */
    void finished(Exchange ended) {
        exchange = null;
        if (ended.closes()) {
            part(ended.closeReason(), ended.error());
        } else {
            next();
        }
    }

    private void next() {
        if (client.hasEnded() && reader.held() == 0) {
            part(CloseReason.CLIENT_CLOSED, null);
            return;
        }
        waitsForRoom = !client.isWritable();
        if (waitsForRoom) {
            client.flush();
            return;
        }
        try {
            reader.goOn(client.channel().pipeline().context(reader));
        } catch (Exception e) {
            fault(e);
        }
        if (!over && parting == null && exchange == null && client.hasEnded()) {
            clientEnded();
        }
    }

    /** Ends the connection when the client has been sent all; until it has read that, it is heard out. */
    void part(CloseReason reason, @Nullable String error) {
        var leave = new Parting(reason, error);
        parting = leave;
        endAlarm();
        client.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            if (over) {
                return;
            }
            if (!flushed.isSuccess()) {
                failed(client, flushed.cause());
                return;
            }
            client.setFinished();
            if (client.hasEnded()) {
                connection.end(leave.reason(), leave.error());
                return;
            }
            connection.halfClosed();
            client.shutdown();
            client.read(true);
            alarm = after(core.http().linger().toNanos(), () -> connection.end(leave.reason(), leave.error()));
        });
    }

    private Future<?> after(long nanos, Runnable step) {
        return connection.loop().eventLoop().schedule(step, nanos, TimeUnit.NANOSECONDS);
    }

    private void endAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    /** A request that has begun must not take for ever. */
    private void watchHead() {
        if (alarm == null && parting == null && exchange == null && reader.isInHead()) {
            long limit = core.http().head().toNanos();
            alarm = after(limit, () -> {
                if (!over && parting == null) {
                    refuse(
                            null,
                            new BadRequest(
                                    408,
                                    "The head of the request took longer than "
                                            + core.http().head().toMillis() + " ms."));
                }
            });
        }
    }

    /** Reads those that there is room for. */
    void steer() {
        if (over) {
            return;
        }
        Exchange current = exchange;
        boolean hasRoom = reader.rests() ? reader.held() == 0 : current == null || !route.isFull();
        client.read(parting != null || hasRoom);
        route.read(client.isWritable());
    }

    @Override
    public void received(Leg from, ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        connection.stirred();
        connection.received(bytes.readableBytes());
        if (parting == null) {
            client.handOn(bytes);
        } else {
            bytes.release();
        }
    }

    @Override
    public void readComplete(Leg from) {
        flush();
        if (!over) {
            watchHead();
            steer();
        }
    }

    /** Sends what was written, to both sides. */
    void flush() {
        if (!over) {
            route.flush();
        }
        if (!over) {
            client.flush();
        }
    }

    @Override
    public void writabilityChanged(Leg leg) {
        if (over) {
            return;
        }
        if (waitsForRoom && parting == null && client.isWritable()) {
            next();
            flush();
        }
        steer();
    }

    @Override
    public void taken(Leg by, long bytes) {
        connection.stirred();
        if (!over) {
            connection.delivered(bytes);
        }
    }

    @Override
    public void ended(Leg leg) {
        if (over || leg.hasEnded()) {
            return;
        }
        leg.setEnded();
        clientEnded();
    }

    private void clientEnded() {
        if (parting != null) {
            if (client.hasFinished()) {
                connection.end(parting.reason(), parting.error());
            }
        } else if (reader.isInHead() || (exchange != null && !reader.rests())) {
            breakOff(new BadRequest(400, "The client ended the connection in the middle of a request."));
            flush();
        } else if (exchange == null && !waitsForRoom) {
            part(CloseReason.CLIENT_CLOSED, null);
        }
    }

    @Override
    public void vanished(Leg leg) {
        lost(null);
    }

    @Override
    public void failed(Leg leg, Throwable cause) {
        if (leg.isTlsFailure(cause)) {
            connection.end(CloseReason.TLS_FAILED, "TLS failed: " + SystemError.text(cause));
        } else if (cause instanceof IOException) {
            lost(SystemError.text(cause));
        } else {
            fault(cause);
        }
    }

    private void lost(@Nullable String error) {
        if (over) {
            return;
        }
        if (parting != null && client.hasFinished()) {
            connection.end(parting.reason(), parting.error());
        } else {
            connection.end(CloseReason.CLIENT_RESET, error);
        }
    }

    void fault(Throwable cause) {
        if (!over) {
            connection.fail(cause);
        }
    }

    /** What follows is not HTTP any more: both sides are carried on without being looked at. */
    void becomeRaw(HttpUpstream upstream) {
        connection.loop().eventLoop().execute(() -> {
            if (over) {
                return;
            }
            List<ByteBuf> fromClient = new ArrayList<>();
            rest = fromClient;
            client.channel().pipeline().remove(reader);
            client.channel().pipeline().remove(tail);
            List<ByteBuf> fromUpstream = upstream.leave();
            over = true;
            endAlarm();
            connection.relay().carry(client, upstream.leg(), fromClient, fromUpstream);
        });
    }

    @Override
    public boolean takesLeave(CloseReason reason) {
        Exchange current = exchange;
        if (parting == null && reason == CloseReason.SERVER_IDLE && current != null && !current.hasAnswered()) {
            current.gatewayError(504, reason, "The upstream did not answer in time.");
            flush();
        }
        return parting != null;
    }

    @Override
    public void forward(Upstream upstream) {
        throw new IllegalStateException("requests are forwarded, not the connection");
    }

    @Override
    public void end(CloseReason reason) {
        over = true;
        endAlarm();
        boolean reset = reason == CloseReason.CLIENT_RESET || reason == CloseReason.UPSTREAM_RESET;
        Exchange current = exchange;
        if (current != null) {
            exchange = null;
            reset |= current.hasAnswered();
            current.abort(reason);
        }
        route.end(reset);
        client.release(reset);
        client.drop();
    }

    @Override
    public Side client() {
        return sides.client();
    }

    @Override
    public Side upstream() {
        return sides.upstream();
    }
}
