package dev.culvert.policy;

import dev.culvert.policy.document.Phase;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import dev.culvert.policy.http.ResponseStep;
import dev.culvert.policy.run.HttpDecision;
import dev.culvert.policy.run.HttpEvaluation;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.Trace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run of a policy's HTTP phases on a request that is only thought of. Nothing is asked for it: where it goes on,
 * {@code on_http_response} runs over a response that is thought of too.
 *
 * @param step what becomes of the request
 * @param asked the status of the response that is thought of
 * @param response what becomes of that response; null if there is none, or no phase for it
 * @param decision who decided that, and what was recorded
 * @param trace how, in order
 * @param open what cannot be known without a TLS handshake; null if nothing is
 */
public record HttpTrial(
        HttpStep step,
        int asked,
        @Nullable ResponseStep response,
        HttpDecision decision,
        List<Trace.Entry> trace,
        @Nullable RuleSite open) {

    /** The response that is thought of where nobody says another. */
    public static final ResponseHead USUAL = new ResponseHead(200, "", 1, 1, HeaderList.EMPTY);

    /** Copies the trace. */
    public HttpTrial {
        trace = List.copyOf(trace);
    }

    /**
     * Runs a program on a request that is only thought of, with fresh counters. Any thread may call it.
     *
     * @param document what the program was compiled from
     * @param connection what became of the connection that the request comes by
     * @param answer how the upstream, or the internal endpoint, answers if it comes to that
     * @return empty if the request comes to no HTTP phase
     */
    public static Optional<HttpTrial> of(
            PolicyDocument document,
            PolicyProgram program,
            Facts facts,
            PolicyTrial connection,
            RequestHead request,
            ResponseHead answer) {
        boolean isLetThrough = connection.isDecided() && connection.decision().step() instanceof Step.Forward;
        if (!isLetThrough || !program.hasHttpPhases()) {
            return Optional.empty();
        }
        var trace = new Trace();
        HttpEvaluation evaluation = program.http(
                facts,
                connection.tls() == null ? null : PolicyTrial.NO_HANDSHAKE,
                new PolicyState(),
                new RequestProgress.Imagined(request.receivedAt()),
                trace);
        HttpStep step = evaluation.begin(request);
        boolean goesOn = step instanceof HttpStep.Proceed || step instanceof HttpStep.ForwardInternal;
        ResponseStep response =
                goesOn && !document.rules(Phase.ON_HTTP_RESPONSE).isEmpty() ? evaluation.response(answer) : null;
        RuleSite open = connection.tls() == null ? null : firstOpen(document, trace.entries());
        return Optional.of(
                new HttpTrial(step, answer.status(), response, evaluation.decision(), trace.entries(), open));
    }

    private static @Nullable RuleSite firstOpen(PolicyDocument document, List<Trace.Entry> entries) {
        Phase phase = Phase.ON_HTTP_REQUEST;
        for (Trace.Entry entry : entries) {
            if (entry instanceof Trace.PhaseReached reached) {
                phase = reached.phase();
            }
            RuleSite open = PolicyTrial.needsSession(document.rules(phase), entry);
            if (open != null) {
                return open;
            }
        }
        return null;
    }

    /** Whether the client gets an error, or no answer at all. */
    public boolean refuses() {
        return switch (step) {
            case HttpStep.Respond respond -> respond.answer().status() >= 400;
            case HttpStep.Close ignored -> true;
            case HttpStep.Proceed ignored -> false;
            case HttpStep.ForwardInternal ignored -> false;
        };
    }

    /** What becomes of the request, in a sentence or two. */
    public String sentence() {
        if (open != null) {
            return "What becomes of the request depends on the TLS handshake, which a trial cannot make: '" + open
                    + "' reads conn.tls.";
        }
        return switch (step) {
                    case HttpStep.Proceed proceed ->
                        "The request goes on to the upstream, for "
                                + proceed.head().url() + ".";
                    case HttpStep.Respond respond ->
                        "The request is answered with " + respond.answer().status() + ".";
                    case HttpStep.ForwardInternal forward ->
                        "The request is handed to " + forward.url()
                                + (forward.continues()
                                        ? "; if that fails, the policy goes on with the next action."
                                        : ".");
                    case HttpStep.Close close ->
                        "The connection is closed: " + close.reason().wireName() + ".";
                }
                + afterwards();
    }

    private String afterwards() {
        return switch (response) {
            case null -> "";
            case ResponseStep.Send ignored -> " A response of " + asked + " passes.";
            case ResponseStep.Replace replace ->
                " A response of " + asked + " is replaced by one of "
                        + replace.answer().status() + ".";
            case ResponseStep.Close close ->
                " A response of " + asked + " closes the connection: "
                        + close.reason().wireName() + ".";
        };
    }
}
