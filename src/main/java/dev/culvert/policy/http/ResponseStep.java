package dev.culvert.policy.http;

import dev.culvert.model.CloseReason;

/** What is to be done with a response after {@code on_http_response}. */
public sealed interface ResponseStep {

    /**
     * Send it on, body and all.
     *
     * @param head the response as the policy has left it
     */
    record Send(ResponseHead head) implements ResponseStep {}

    /**
     * Send another one instead; the body of the first is read and thrown away, or the upstream's connection closed.
     *
     * @param answer what to send
     */
    record Replace(HttpAnswer answer) implements ResponseStep {}

    /**
     * End the connection without an answer.
     *
     * @param reason why
     */
    record Close(CloseReason reason) implements ResponseStep {}
}
