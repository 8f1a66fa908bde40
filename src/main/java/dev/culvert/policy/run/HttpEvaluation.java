package dev.culvert.policy.run;

import dev.culvert.model.CloseReason;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import dev.culvert.policy.http.ResponseStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP phases of a policy at work on one request. {@link #begin} runs {@code on_http_request}; after an
 * {@link HttpStep.ForwardInternal} that failed it goes on with {@link #forwardFailed}. {@link #response} runs
 * {@code on_http_response} over what the upstream, or the internal endpoint, has answered; over its own answers the
 * evaluation runs it itself. A response of an internal endpoint goes through the policies of the endpoints before it too, the
 * last one first. What fails answers 500 with {@code connection: close}. For one thread at a time.
 */
public final class HttpEvaluation {

    private static final HttpAnswer UNREACHABLE = new HttpAnswer(
            502,
            HeaderList.of("content-type", "text/plain; charset=utf-8"),
            "The service behind this endpoint cannot be reached.\n".getBytes(StandardCharsets.UTF_8));

    private final CompiledPolicy policy;
    private final Facts facts;
    private final @Nullable TlsFacts tls;
    private final PolicyState state;
    private final RequestProgress progress;
    private final @Nullable Trace trace;
    private @Nullable HttpRun request;
    private @Nullable HttpRun response;
    private HttpStep.@Nullable ForwardInternal forward;
    private @Nullable String forwardError;

    /**
     * Prepares an evaluation; programs call this.
     *
     * @param policy what to run
     * @param facts the connection that the request came by
     * @param tls its TLS session; null if it has none
     * @param state what is remembered between requests
     * @param progress how far the request has come
     * @param trace where to write down what happens; null for nowhere
     */
    public HttpEvaluation(
            CompiledPolicy policy,
            Facts facts,
            @Nullable TlsFacts tls,
            PolicyState state,
            RequestProgress progress,
            @Nullable Trace trace) {
        this.policy = policy;
        this.facts = facts;
        this.tls = tls;
        this.state = state;
        this.progress = progress;
        this.trace = trace;
    }

    /** Runs {@code on_http_request}. To be called once. */
    public HttpStep begin(RequestHead head) {
        if (request != null) {
            throw new IllegalStateException("this evaluation has begun before");
        }
        request = run(policy.requestRules(), head, null);
        return next(request);
    }

    /**
     * Goes on after forwarding to an internal endpoint failed: with the next action where the policy says so, and else
     * with an answer of 502.
     *
     * @param code ngrok's code for what went wrong
     * @param message what went wrong
     */
    public HttpStep forwardFailed(String code, String message) {
        HttpStep.ForwardInternal failed = forward;
        if (failed == null) {
            throw new IllegalStateException("no forwarding was asked for");
        }
        forward = null;
        HttpRun run = Objects.requireNonNull(request);
        if (!failed.continues()) {
            forwardError = message;
            return answered(UNREACHABLE);
        }
        run.notForwarded(failed.url(), code, message);
        return next(run);
    }

    /**
     * Runs {@code on_http_response}. To be called once at most, and not after {@link HttpStep.Respond} or
     * {@link HttpStep.Close}.
     */
    public ResponseStep response(ResponseHead head) {
        HttpRun before = request;
        if (before == null || response != null) {
            throw new IllegalStateException("a response without a request, or a second one");
        }
        if (policy.responseRules().isEmpty()) {
            return new ResponseStep.Send(head);
        }
        HttpRun run = run(policy.responseRules(), before.request(), head);
        run.continueFrom(before);
        response = run;
        return switch (run.proceed()) {
            case null -> new ResponseStep.Send(Objects.requireNonNull(run.response()));
            case Outcome.Answer answer -> new ResponseStep.Replace(answer.answer());
            case Step.Close close -> new ResponseStep.Close(close.reason());
            case Step ignored -> throw new IllegalStateException("no action of a response gives this");
            case Outcome.Change ignored -> throw new IllegalStateException("a change decides nothing");
        };
    }

    /** Why a rule could not be evaluated; null if all could. */
    public @Nullable Failure failure() {
        return of(HttpRun::failure);
    }

    /** Why the forwarding failed that the policy does not go on after; null if none did. */
    public @Nullable String forwardError() {
        return forwardError;
    }

    /** What it came to so far. */
    public HttpDecision decision() {
        RuleSite decidedBy = of(HttpRun::decidedBy);
        String matched = request == null ? "" : request.matchedCidr();
        return new HttpDecision(
                decidedBy,
                response == null || response.matchedCidr().isEmpty() ? matched : response.matchedCidr(),
                joined(HttpRun::logs),
                joined(HttpRun::reports),
                failure(),
                forwardError);
    }

    private HttpRun run(List<CompiledRule> rules, RequestHead head, @Nullable ResponseHead answer) {
        if (trace != null && !rules.isEmpty()) {
            trace.phase(
                    answer == null ? Phase.ON_HTTP_REQUEST : Phase.ON_HTTP_RESPONSE,
                    rules.getFirst().site().range());
        }
        var run = new HttpRun(policy, rules, facts, state, trace, progress, head, answer);
        run.tls(tls);
        return run;
    }

    private HttpStep next(HttpRun run) {
        return switch (run.proceed()) {
            case null ->
                policy.hasUpstream()
                        ? new HttpStep.Proceed(run.request())
                        : new HttpStep.Close(CloseReason.NO_RULE_DECIDED);
            case Outcome.Answer answer ->
                answer.equals(HttpRun.FAILED) ? new HttpStep.Respond(answer.answer()) : answered(answer.answer());
            case Step.ForwardInternal internal -> {
                forward = new HttpStep.ForwardInternal(internal.url(), internal.continues(), run.request());
                yield forward;
            }
            case Step.Close close -> new HttpStep.Close(close.reason());
            case Step ignored -> throw new IllegalStateException("no action of a request gives this");
            case Outcome.Change ignored -> throw new IllegalStateException("a change decides nothing");
        };
    }

    /** The response phase runs over our own answers too (NGROK.md 2.4). */
    private HttpStep answered(HttpAnswer answer) {
        if (policy.responseRules().isEmpty()) {
            return new HttpStep.Respond(answer);
        }
        return switch (response(new ResponseHead(answer.status(), "", 1, 1, answer.headers()))) {
            case ResponseStep.Send send ->
                new HttpStep.Respond(answer.with(send.head().headers()));
            case ResponseStep.Replace replace -> new HttpStep.Respond(replace.answer());
            case ResponseStep.Close close -> new HttpStep.Close(close.reason());
        };
    }

    /** Of the later phase if it has one. */
    private <T> @Nullable T of(Function<HttpRun, @Nullable T> what) {
        T later = response == null ? null : what.apply(response);
        return later != null || request == null ? later : what.apply(request);
    }

    private <T> List<T> joined(Function<HttpRun, List<T>> what) {
        List<T> all = new ArrayList<>(request == null ? List.of() : what.apply(request));
        if (response != null) {
            all.addAll(what.apply(response));
        }
        return all;
    }
}
