package dev.culvert.engine.netty;

import dev.culvert.model.CloseReason;
import dev.culvert.model.DecisionRecord;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import dev.culvert.policy.http.ResponseStep;
import dev.culvert.policy.run.Failure;
import dev.culvert.policy.run.HttpDecision;
import dev.culvert.policy.run.HttpEvaluation;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP phases that one request goes through: those of the endpoint that the connection came to, and of each internal one
 * that it is handed to. An answer goes back through all of them, the last one first. On the event loop only.
 */
final class HttpPhases {

    private final Connection connection;
    private final RequestRoute route;
    private final RequestProgress progress;
    private final List<HttpEvaluation> evaluations = new ArrayList<>(1);

    /** What becomes of a response. */
    sealed interface Outcome {

        /** It is sent on, changed or not. */
        record Send(ResponseHead head) implements Outcome {}

        /** Another is sent. */
        record Answer(HttpAnswer answer) implements Outcome {}

        /** None is. */
        record Close(CloseReason reason) implements Outcome {}
    }

    HttpPhases(Connection connection, RequestRoute route, RequestProgress progress) {
        this.connection = connection;
        this.route = route;
        this.progress = progress;
    }

    /** What the policy of the endpoint that the request has come to makes of it. */
    HttpStep begin(RequestHead head) {
        HttpEvaluation next = route.hop().http(connection, connection.path().tls(), progress);
        evaluations.add(next);
        long began = System.nanoTime();
        HttpStep step = next.begin(head);
        connection.loop().pace().decided(began);
        return step;
    }

    HttpStep forwardFailed(String code, String message) {
        return evaluations.getLast().forwardFailed(code, message);
    }

    /** Whether a policy has handed the request here, and may know another way. */
    boolean canGoBack() {
        return evaluations.size() > 1;
    }

    void goBack() {
        evaluations.removeLast();
        route.goBack();
    }

    Outcome response(ResponseHead head) {
        return through(head, evaluations.size() - 1);
    }

    /** An answer of the latest policy, as those before it leave it. */
    HttpAnswer outer(HttpAnswer answer) {
        return through(answer, evaluations.size() - 2);
    }

    private Outcome through(ResponseHead first, int from) {
        ResponseHead head = first;
        for (int i = from; i >= 0; i--) {
            switch (evaluations.get(i).response(head)) {
                case ResponseStep.Send send -> head = send.head();
                case ResponseStep.Replace replace -> {
                    return new Outcome.Answer(through(replace.answer(), i - 1));
                }
                case ResponseStep.Close close -> {
                    return new Outcome.Close(close.reason());
                }
            }
        }
        return new Outcome.Send(head);
    }

    private HttpAnswer through(HttpAnswer answer, int from) {
        if (from < 0) {
            return answer;
        }
        var head = new ResponseHead(
                answer.status(), HttpResponseStatus.valueOf(answer.status()).reasonPhrase(), 1, 1, answer.headers());
        return switch (through(head, from)) {
            case Outcome.Send send ->
                new HttpAnswer(send.head().status(), send.head().headers(), answer.body());
            case Outcome.Answer other -> other.answer();
            case Outcome.Close ignored -> answer.with(answer.headers().withOnly("connection", "close"));
        };
    }

    /** Whether one of the policies has failed. */
    boolean hasFailed() {
        for (HttpEvaluation evaluation : evaluations) {
            if (evaluation.failure() != null) {
                return true;
            }
        }
        return false;
    }

    /** What the policies say of how it ended; null if nothing. */
    @Nullable String whyClosed() {
        for (HttpEvaluation evaluation : evaluations.reversed()) {
            Failure failure = evaluation.failure();
            if (failure != null) {
                return failure.code() + " at " + failure.range() + ": " + failure.message();
            } else if (evaluation.forwardError() != null) {
                return evaluation.forwardError();
            }
        }
        return null;
    }

    DecisionRecord record() {
        List<HttpDecision> decisions = new ArrayList<>(evaluations.size());
        for (HttpEvaluation evaluation : evaluations) {
            decisions.add(evaluation.decision());
        }
        return DecisionSummary.ofRequest(decisions, route.handedTo());
    }
}
