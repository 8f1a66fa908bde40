package dev.culvert.policy.run;

import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.ResponseHead;
import dev.culvert.policy.http.ResponseStep;
import java.util.List;

/**
 * The HTTP phases of a policy at work on one request. {@link #begin} runs {@code on_http_request}; after an
 * {@link HttpStep.ForwardInternal} that failed it goes on with {@link #forwardFailed}. {@link #response} runs
 * {@code on_http_response} over what the upstream, or the internal endpoint, has answered; over its own answers the
 * evaluation runs it itself. A response of an internal endpoint goes through the policies of the endpoints before it too, the
 * last one first. What fails answers 500 with {@code connection: close}. For one thread at a time.
 */
public final class HttpEvaluation {

    /** Prepares an evaluation; programs call this. */
    public HttpEvaluation() {}

    /** Runs {@code on_http_request}. To be called once. */
    public HttpStep begin(RequestHead head) {
        return new HttpStep.Proceed(head);
    }

    /**
     * Goes on after forwarding to an internal endpoint failed: with the next action where the policy says so, and else
     * with an answer of 502.
     *
     * @param code ngrok's code for what went wrong
     * @param message what went wrong
     */
    public HttpStep forwardFailed(String code, String message) {
        throw new IllegalStateException("no forwarding was asked for");
    }

    /** Runs {@code on_http_response}. To be called once at most, and not after {@link HttpStep.Respond}. */
    public ResponseStep response(ResponseHead head) {
        return new ResponseStep.Send(head);
    }

    /** What it came to so far. */
    public HttpDecision decision() {
        return new HttpDecision(null, "", List.of(), List.of(), null, null);
    }
}
