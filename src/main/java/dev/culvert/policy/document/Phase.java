package dev.culvert.policy.document;

import java.util.Optional;
import java.util.stream.Stream;

/** When rules run. */
public enum Phase {
    /** A client has connected. */
    ON_TCP_CONNECT("on_tcp_connect"),
    /** An HTTP request has come. */
    ON_HTTP_REQUEST("on_http_request"),
    /** An HTTP response has come. */
    ON_HTTP_RESPONSE("on_http_response"),
    /** A message of an event stream has come. */
    ON_EVENT_STREAM_MESSAGE("on_event_stream_message");

    private final String key;

    Phase(String key) {
        this.key = key;
    }

    /** The key in a policy. */
    public String key() {
        return key;
    }

    /** The phase of a key. */
    public static Optional<Phase> of(String key) {
        return Stream.of(values()).filter(p -> p.key.equals(key)).findFirst();
    }
}
