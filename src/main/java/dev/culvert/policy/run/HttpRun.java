package dev.culvert.policy.run;

import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the HTTP phases at work on a request, or on the response to it. */
public final class HttpRun extends PhaseRun {

    /** What a client gets of a policy that failed: nothing of the reason, which is its owner's business. */
    static final Outcome.Answer FAILED = new Outcome.Answer(new HttpAnswer(
            500,
            HeaderList.of("content-type", "text/plain; charset=utf-8", "connection", "close"),
            "This endpoint's traffic policy failed.\n".getBytes(StandardCharsets.UTF_8)));

    private final RequestProgress progress;
    private RequestHead request;
    private @Nullable ResponseHead response;

    HttpRun(
            CompiledPolicy policy,
            List<CompiledRule> rules,
            Facts facts,
            PolicyState state,
            @Nullable Trace trace,
            RequestProgress progress,
            RequestHead request,
            @Nullable ResponseHead response) {
        super(policy, rules, FAILED, facts, state, trace);
        this.progress = progress;
        this.request = request;
        this.response = response;
    }

    @Override
    public RequestHead request() {
        return request;
    }

    @Override
    public @Nullable ResponseHead response() {
        return response;
    }

    @Override
    public RequestProgress progress() {
        return progress;
    }

    @Override
    public Instant now() {
        return request.receivedAt();
    }

    /** Actions: puts another request in its place. */
    public void change(RequestHead changed) {
        request = changed;
    }

    /** Actions: the headers of what this phase is about. */
    public HeaderList headers() {
        return response == null ? request.headers() : response.headers();
    }

    /** Actions: puts other headers in their place. */
    public void change(HeaderList headers) {
        if (response == null) {
            request = request.with(headers);
        } else {
            response = response.with(headers);
        }
    }

    @Override
    Object message() {
        return response == null ? request : response;
    }

    @Override
    void restore(Object message) {
        if (message instanceof RequestHead before) {
            request = before;
        } else {
            response = (ResponseHead) message;
        }
    }
}
