package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.BadRequest;
import dev.culvert.engine.netty.http.ReadRequest;
import dev.culvert.engine.netty.http.RequestReader;
import dev.culvert.model.CloseReason;
import dev.culvert.model.RequestId;
import dev.culvert.model.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP with a client: reads one request after the other, has each answered by an {@link Exchange}, and reads no faster
 * than what was read finds room. On the event loop only.
 */
final class HttpRelay implements Relay, Leg.Owner {

    private final Connection connection;
    private final Leg client;
    private final RequestReader reader;
    private final Tail tail = new Tail(this::heard, this::fault);
    private final RequestRoute route;
    private final SharedTexts texts;
    private final HttpSides sides = new HttpSides(this);
    private @Nullable Exchange exchange;
    private long requests;
    private final HeadWatch headWatch;
    private final Parting parting;
    private boolean waitsForRoom;
    private boolean over;

    HttpRelay(Connection connection, Leg client, EngineCore core) {
        this.connection = connection;
        this.client = client;
        reader = new RequestReader(core.http());
        route = new RequestRoute(this, connection, core);
        texts = new SharedTexts(connection.client().getAddress());
        headWatch = new HeadWatch(connection.loop(), reader, core.http().head(), late -> refuse(null, late));
        parting = new Parting(connection, client, core.http().linger());
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

    private void heard(Object message) throws Exception {
        if (over || parting.hasBegun()) {
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
        headWatch.end();
        String scheme = connection.path().tls() == null ? "http" : "https";
        ReadRequest read;
        try {
            read = ReadRequest.of(request, scheme);
        } catch (BadRequest e) {
            refuse(request, e);
            return;
        }
        route.start();
        exchange = new Exchange(this, texts, nextId(), read, reader.begun());
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
        headWatch.end();
        var refused = new Exchange(this, texts, nextId(), ReadRequest.blank(request), reader.begun());
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
        Farewell farewell = ended.farewell();
        if (farewell == null) {
            next();
        } else {
            part(farewell);
        }
    }

    private void next() {
        if (client.hasEnded() && reader.held() == 0) {
            part(Farewell.CLIENT_CLOSED);
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
        if (!over && !parting.hasBegun() && exchange == null && client.hasEnded()) {
            clientEnded();
        }
    }

    private void part(Farewell farewell) {
        headWatch.end();
        parting.begin(farewell, reader.held() > 0);
    }

    /** Reads those that there is room for. */
    void steer() {
        if (over) {
            return;
        }
        Exchange current = exchange;
        boolean hasRoom = reader.rests() ? reader.held() == 0 : current == null || !route.isFull();
        client.read(parting.hasBegun() || hasRoom);
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
        if (!parting.hasBegun()) {
            client.handOn(bytes);
        } else {
            bytes.release();
        }
    }

    @Override
    public void readComplete(Leg from) {
        flush();
        if (!over) {
            if (exchange == null && !parting.hasBegun()) {
                headWatch.look();
            }
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
        if (waitsForRoom && !parting.hasBegun() && client.isWritable()) {
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
        if (parting.hasBegun()) {
            parting.clientEnded();
        } else if (reader.isInHead() || (exchange != null && !reader.rests())) {
            breakOff(new BadRequest(400, "The client ended the connection in the middle of a request."));
            flush();
        } else if (exchange == null && !waitsForRoom) {
            part(Farewell.CLIENT_CLOSED);
        }
    }

    @Override
    public void vanished(Leg leg) {
        parting.lost(null);
    }

    @Override
    public void failed(Leg leg, Throwable cause) {
        parting.failed(cause);
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
            List<ByteBuf> fromClient = tail.leave(client.channel().pipeline(), reader);
            List<ByteBuf> fromUpstream = upstream.leave();
            over = true;
            headWatch.end();
            parting.end();
            route.leave();
            connection.relay().carry(client, upstream.leg(), fromClient, fromUpstream);
        });
    }

    @Override
    public boolean takesLeave(CloseReason reason) {
        Exchange current = exchange;
        if (!parting.hasBegun() && reason == CloseReason.SERVER_IDLE && current != null && !current.hasAnswered()) {
            current.gatewayError(504, reason, "The upstream did not answer in time.");
            flush();
        }
        return parting.hasBegun();
    }

    @Override
    public void forward(Upstream upstream) {
        throw new IllegalStateException("requests are forwarded, not the connection");
    }

    @Override
    public void end(CloseReason reason) {
        over = true;
        headWatch.end();
        parting.end();
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
