package dev.culvert.policy.http;

import dev.culvert.model.CloseReason;

/** What is to be done with a request after {@code on_http_request}. */
public sealed interface HttpStep {

    /**
     * Send the request to where the connection's own policy sends it: the endpoint's upstream, or nowhere if it has none.
     *
     * @param head the request as the policy has left it
     */
    record Proceed(RequestHead head) implements HttpStep {}

    /**
     * Answer it ourselves; the upstream does not hear of it. {@code on_http_response} of this policy has run over the
     * answer already.
     *
     * @param answer what to send
     */
    record Respond(HttpAnswer answer) implements HttpStep {}

    /**
     * Send the request to an internal endpoint, whose own policy runs then. If that cannot be, tell
     * {@code forwardFailed}.
     *
     * @param url the endpoint's URL, {@code tcp://name.internal:port}
     * @param continues whether the policy goes on when it fails ({@code on_error: continue})
     * @param head the request as the policy has left it
     */
    record ForwardInternal(String url, boolean continues, RequestHead head) implements HttpStep {}

    /**
     * End the connection without an answer.
     *
     * @param reason why
     */
    record Close(CloseReason reason) implements HttpStep {}
}
