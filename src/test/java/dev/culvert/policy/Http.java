package dev.culvert.policy;

import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.HttpAnswer;
import dev.culvert.policy.http.HttpStep;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import dev.culvert.policy.http.ResponseStep;
import dev.culvert.policy.run.HttpEvaluation;
import dev.culvert.policy.run.PolicyState;
import java.nio.charset.StandardCharsets;

/** Requests and responses for tests, and what becomes of them as a text that a table can hold. */
final class Http {

    private Http() {}

    /** A request of the URL; headers as names and values by turns. */
    static RequestHead get(String url, String... headers) {
        return request("GET", url, headers);
    }

    static RequestHead request(String method, String url, String... headers) {
        String scheme = url.substring(0, url.indexOf(':'));
        String rest = url.substring(scheme.length() + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        HeaderList all = HeaderList.of("host", authority).withAll(HeaderList.of(headers));
        return new RequestHead(
                method,
                scheme,
                authority,
                slash < 0 ? "/" : rest.substring(slash),
                1,
                1,
                all,
                Samples.NOON.plusSeconds(60));
    }

    static ResponseHead response(int status, String... headers) {
        return new ResponseHead(status, "", 1, 1, HeaderList.of(headers));
    }

    static HttpEvaluation evaluation(PolicyProgram program) {
        return program.http(Samples.client("1.2.3.4"), null, new PolicyState(), RequestProgress.NONE);
    }

    static String begin(PolicyProgram program, RequestHead request) {
        return text(evaluation(program).begin(request));
    }

    static String text(HttpStep step) {
        return switch (step) {
            case HttpStep.Proceed proceed -> "proceed " + text(proceed.head());
            case HttpStep.Respond respond -> text(respond.answer());
            case HttpStep.ForwardInternal forward ->
                (forward.continues() ? "try " : "forward ") + forward.url() + " " + text(forward.head());
            case HttpStep.Close close -> "close " + close.reason().wireName();
        };
    }

    static String text(ResponseStep step) {
        return switch (step) {
            case ResponseStep.Send send ->
                "send " + send.head().status() + " [" + send.head().headers() + "]";
            case ResponseStep.Replace replace -> text(replace.answer());
            case ResponseStep.Close close -> "close " + close.reason().wireName();
        };
    }

    private static String text(RequestHead head) {
        return head.url() + " [" + head.headers() + "]";
    }

    private static String text(HttpAnswer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return answer.status() + " [" + answer.headers() + "]" + (body.isEmpty() ? "" : " " + body);
    }
}
