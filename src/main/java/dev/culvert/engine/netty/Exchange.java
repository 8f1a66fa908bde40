package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.BadRequest;
import dev.culvert.engine.netty.http.Framing;
import dev.culvert.engine.netty.http.MessageWriter;
import dev.culvert.engine.netty.http.PlainAnswer;
import dev.culvert.engine.netty.http.ReadRequest;
import dev.culvert.engine.netty.http.ReadResponse;
import dev.culvert.model.CloseReason;
import dev.culvert.model.RequestId;
import dev.culvert.model.Upstream;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.run.Step;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way: through the policies, to an upstream or to an answer of ours. On the event loop only. */
final class Exchange {

    /** What a client may send in vain before the connection is ended instead of used again. */
    private static final long MOST_WASTE = 1 << 20;

    private final HttpRelay relay;
    private final Connection connection;
    private final RequestRoute route;
    private final SharedTexts texts;
    private final ReadRequest request;
    private final ExchangeProgress progress;
    private final ExchangeRecord record;
    private final HttpPhases phases;
    private RequestHead head;
    private @Nullable HttpUpstream upstream;
    private List<ByteBuf> carried = List.of();
    private boolean requestDone;
    private boolean hasAnswered;
    private boolean isAnswered;
    private boolean isRaw;
    private boolean closes;
    private Framing answerFraming = Framing.NONE;
    private boolean canKeepUpstream;
    private @Nullable PacedAnswer paced;

    Exchange(HttpRelay relay, SharedTexts texts, RequestId id, ReadRequest request, Instant begun) {
        this.relay = relay;
        this.texts = texts;
        this.request = request;
        connection = relay.connection();
        route = relay.route();
        head = request.head();
        progress = new ExchangeProgress(connection, request);
        phases = new HttpPhases(connection, route, progress);
        record = new ExchangeRecord(route.registry(), connection, id, request.head(), phases, texts, progress, begun);
        closes = !request.keepsAlive();
    }

    /** Decides. */
    void begin() {
        head = texts.forwarded(head);
        take(phases.begin(head));
    }

    private void take(HttpStep first) {
        HttpStep step = first;
        while (step instanceof HttpStep.ForwardInternal forward) {
            step = handOver(forward);
            if (step == null) {
                return;
            }
        }
        switch (step) {
            case HttpStep.Proceed proceed -> proceed(proceed.head());
            case HttpStep.Respond respond -> answer(phases.outer(respond.answer()));
            case HttpStep.Close close -> connection.end(close.reason(), phases.whyClosed());
            case HttpStep.ForwardInternal ignored -> throw new IllegalStateException("handed over above");
        }
    }

    /** What the internal endpoint makes of the request; null if the connection ends there. */
    private @Nullable HttpStep handOver(HttpStep.ForwardInternal forward) {
        head = forward.head();
        return switch (route.enter(forward.url())) {
            case PolicyPath.Arrival.Refused refused -> phases.forwardFailed(refused.code(), refused.message());
            case PolicyPath.Arrival.There there -> arrived(there.first());
        };
    }

    private @Nullable HttpStep arrived(Step first) {
        if (first instanceof Step.Close close) {
            connection.end(close.reason(), connection.path().whyClosed());
            return null;
        }
        return phases.begin(head);
    }

    private void proceed(RequestHead changed) {
        head = changed;
        Upstream target = route.hop().endpoint().upstream();
        if (target == null) {
            connection.end(CloseReason.NO_RULE_DECIDED, null);
            return;
        }
        HttpUpstream next = route.upstream(target);
        upstream = next;
        record.reaches(target);
        next.send(
                this,
                head.method(),
                MessageWriter.request(
                        relay.clientLeg().channel().alloc(), head, request.framing(), request.upgrade(), closes));
        carried.forEach(next::write);
        carried = List.of();
        next.dialOnce();
    }

    /** A part of the body; false if there must be none. */
    boolean body(HttpContent content) {
        progress.received(content);
        boolean isWrong = progress.bodyBytes() > 0 && request.framing().kind() == Framing.Kind.NONE;
        HttpUpstream to = upstream;
        if (isWrong || to == null || isAnswered) {
            content.release();
            if (isAnswered && progress.bodyBytes() > MOST_WASTE) {
                closes = true;
                requestDone = true;
                finishIfDone();
            }
            return !isWrong;
        }
        ChunkedBody.write(to::write, relay.clientLeg().channel().alloc(), request.framing(), content);
        return true;
    }

    void bodyEnded() {
        requestDone = true;
        finishIfDone();
    }

    /** The upstream is not to be had; a policy that forwarded here may know another way. */
    void notReached(HttpUpstream from, CloseReason reason, @Nullable String error) {
        if (!phases.canGoBack()) {
            gatewayError(reason == CloseReason.UPSTREAM_TIMEOUT ? 504 : 502, reason, error);
            return;
        }
        String message = "The upstream of '" + route.hop().endpoint().name() + "' was not reached: " + reason.wireName()
                + (error == null ? "" : " (" + error + ")") + ".";
        carried = from.takeEarly();
        carried.removeFirst().release(); // the head is written anew
        upstream = null;
        route.drop();
        phases.goBack();
        take(phases.forwardFailed("ERR_NGROK_8012", message));
    }

    /** The upstream has begun to answer. */
    void answered(HttpUpstream from, HttpResponse response) {
        Throwable failure = response.decoderResult().cause();
        if (failure != null) {
            gatewayError(502, CloseReason.PROTOCOL_ERROR, "The upstream's answer is no HTTP: " + failure.getMessage());
            return;
        }
        ReadResponse read = ReadResponse.of(response, head.method());
        int status = read.head().status();
        if (status < 200 && status != 101) {
            if (head.minorVersion() > 0) {
                writeHead(read, Framing.NONE, "");
            }
            return;
        } else if (status == 101 && request.upgrade().isEmpty()) {
            gatewayError(502, CloseReason.PROTOCOL_ERROR, "The upstream changes to a protocol that nobody asked for.");
            return;
        }
        canKeepUpstream = read.keepsAlive();
        switch (phases.response(read.head())) {
            case HttpPhases.Outcome.Send send -> send(from, new ReadResponse(send.head(), read.framing(), false));
            case HttpPhases.Outcome.Answer answer -> answer(answer.answer());
            case HttpPhases.Outcome.Close close -> connection.end(close.reason(), phases.whyClosed());
        }
    }

    private void send(HttpUpstream from, ReadResponse response) {
        int status = response.head().status();
        boolean switches = status == 101 || (head.method().equals("CONNECT") && status < 300);
        answerFraming = response.framing().towards(head.minorVersion());
        closes |= answerFraming.kind() == Framing.Kind.UNTIL_CLOSE
                || connection.path().isStopping();
        hasAnswered = true;
        isRaw = switches;
        record.answered(status);
        writeHead(response, answerFraming, switches ? (status == 101 ? "upgrade" : "") : connectionWord());
        if (switches) {
            record.complete(null);
            relay.becomeRaw(from);
        }
    }

    private void writeHead(ReadResponse response, Framing framing, String connectionWord) {
        boolean keepsLength = head.method().equals("HEAD") || response.head().status() == 304;
        relay.clientLeg()
                .write(MessageWriter.response(
                        relay.clientLeg().channel().alloc(), response.head(), framing, connectionWord, keepsLength));
    }

    private String connectionWord() {
        return closes ? "close" : head.minorVersion() == 0 ? "keep-alive" : "";
    }

    /** A part of the answer's body. */
    void answerBody(HttpUpstream from, HttpContent content) {
        if (!hasAnswered || isAnswered || isRaw) { // what follows an interim response, or one that was replaced
            content.release();
            return;
        } else if (content.decoderResult().isFailure()) {
            content.release();
            connection.end(
                    CloseReason.PROTOCOL_ERROR,
                    "The upstream's answer broke off: "
                            + content.decoderResult().cause());
            return;
        }
        boolean isLast = content instanceof LastHttpContent;
        record.sent(content.content().readableBytes());
        ChunkedBody.write(relay.clientLeg()::write, relay.clientLeg().channel().alloc(), answerFraming, content);
        if (isLast) {
            from.answered(canKeepUpstream && requestDone);
            answerSent();
        }
    }

    /** Answers without asking the upstream, or instead of it. */
    private void answer(HttpAnswer answer) {
        dropCarried();
        route.stayHere(upstream);
        upstream = null;
        String said = answer.headers().first("connection");
        closes |= (said != null && said.equalsIgnoreCase("close"))
                || (request.expectsContinue() && !requestDone)
                || connection.path().isStopping();
        hasAnswered = true;
        record.answered(answer.status());
        record.sent(ReadResponse.hasNoBody(answer.status(), head.method()) ? 0 : answer.body().length);
        Leg client = relay.clientLeg();
        ByteBuf whole = MessageWriter.answer(client.channel().alloc(), answer, head.method(), connectionWord());
        List<Throttle> rates = record.reason() == null ? route.throttles() : List.of();
        if (rates.isEmpty()) {
            client.write(whole);
            answerSent();
        } else {
            paced = new PacedAnswer(relay, rates, whole, this::answerSent);
            paced.goOn();
        }
    }

    private void answerSent() {
        isAnswered = true;
        finishIfDone();
    }

    private void finishIfDone() {
        if (isAnswered && (requestDone || closes)) {
            record.complete(null);
            relay.finished(this);
        }
    }

    /** Refuses what was asked, and ends the connection. */
    void refuse(BadRequest bad) {
        end(bad.status(), CloseReason.PROTOCOL_ERROR, bad.why(), bad.why());
    }

    /** Answers for an upstream that did not, and ends the connection for that reason. */
    void gatewayError(int status, CloseReason reason, @Nullable String error) {
        if (hasAnswered) {
            connection.end(reason, error);
            return;
        }
        String sentence = status == 504 ? "The upstream did not answer in time." : "The upstream did not answer.";
        end(status, reason, error, sentence);
    }

    private void end(int status, CloseReason reason, @Nullable String error, String sentence) {
        closes = true;
        record.ends(reason, error);
        answer(PlainAnswer.of(status, sentence));
    }

    /** The upstream's connection is gone before its answer was whole. */
    void upstreamGone(HttpUpstream from, CloseReason reason, @Nullable String error) {
        if (from.isWorn() && !hasAnswered && request.canBeRepeated()) {
            route.drop();
            proceed(head);
        } else if (hasAnswered) {
            connection.end(CloseReason.UPSTREAM_RESET, error == null ? "The upstream's answer broke off." : error);
        } else {
            gatewayError(502, reason, error == null ? "The upstream closed the connection without an answer." : error);
        }
    }

    /** The connection ends before this is done. */
    void abort(CloseReason reason) {
        dropCarried();
        if (paced != null) {
            paced.end();
        }
        if (!isRaw) {
            record.complete(reason);
        }
    }

    private void dropCarried() {
        carried.forEach(ByteBuf::release);
        carried = List.of();
    }

    /** Whether the upstream is to blame if nothing happens. */
    boolean awaitsUpstream() {
        HttpUpstream at = upstream;
        return at != null && !isAnswered && (requestDone || at.leg().hasUnsent());
    }

    /** Whether the client has been sent the beginning of an answer. */
    boolean hasAnswered() {
        return hasAnswered;
    }

    /** Whether what follows is not HTTP. */
    boolean isRaw() {
        return isRaw;
    }

    /** How the connection ends behind this; null if it goes on. */
    @Nullable Farewell farewell() {
        if (!closes) {
            return null;
        }
        String error = record.error() == null ? phases.whyClosed() : record.error();
        boolean keepsAlive = request.keepsAlive();
        return new Farewell(record.closeReason(keepsAlive), error, progress.isWhole() && !keepsAlive);
    }
}
