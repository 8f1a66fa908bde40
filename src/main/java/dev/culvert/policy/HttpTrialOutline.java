package dev.culvert.policy;

import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.ResponseStep;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A trial of a request as names and values. */
final class HttpTrialOutline {

    private HttpTrialOutline() {}

    static Map<String, Object> of(HttpTrial trial) {
        Map<String, Object> outline = new LinkedHashMap<>();
        if (trial.open() != null) {
            outline.put("decision", "depends_on_tls_handshake");
        } else {
            step(outline, trial.step());
        }
        outline.put("sentence", trial.sentence());
        TrialOutline.site(
                outline, "decided_by", trial.open() == null ? trial.decision().decidedBy() : null);
        TrialOutline.site(outline, "reads_tls_handshake", trial.open());
        TrialOutline.failure(outline, trial.decision().failure());
        if (trial.open() == null && trial.response() != null) {
            outline.put("response", response(trial.response()));
        }
        outline.put("trace", TrialOutline.trace(trial.trace()));
        return outline;
    }

    private static void step(Map<String, Object> outline, HttpStep step) {
        switch (step) {
            case HttpStep.Proceed proceed -> {
                outline.put("decision", "forward");
                outline.put("request", request(proceed.head()));
            }
            case HttpStep.ForwardInternal forward -> {
                outline.put("decision", "forward_internal");
                outline.put("url", forward.url());
                outline.put("goes_on_if_that_fails", forward.continues());
                outline.put("request", request(forward.head()));
            }
            case HttpStep.Respond respond -> {
                outline.put("decision", "answer");
                outline.put("answer", answer(respond.answer()));
            }
            case HttpStep.Close close -> {
                outline.put("decision", "close");
                outline.put("close_reason", close.reason().wireName());
            }
        }
    }

    private static Map<String, Object> response(ResponseStep step) {
        Map<String, Object> outline = new LinkedHashMap<>();
        switch (step) {
            case ResponseStep.Send send -> {
                outline.put("status_code", send.head().status());
                outline.put("headers", send.head().headers().byName());
            }
            case ResponseStep.Replace replace -> outline.putAll(answer(replace.answer()));
            case ResponseStep.Close close ->
                outline.put("close_reason", close.reason().wireName());
        }
        return outline;
    }

    private static Map<String, Object> request(RequestHead head) {
        Map<String, Object> outline = new LinkedHashMap<>();
        outline.put("method", head.method());
        outline.put("url", head.url());
        outline.put("headers", head.headers().byName());
        return outline;
    }

    private static Map<String, Object> answer(HttpAnswer answer) {
        Map<String, Object> outline = new LinkedHashMap<>();
        outline.put("status_code", answer.status());
        outline.put("headers", answer.headers().byName());
        outline.put("body", new String(answer.body(), StandardCharsets.UTF_8));
        return outline;
    }
}
