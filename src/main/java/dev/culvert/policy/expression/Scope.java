package dev.culvert.policy.expression;

import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoRecord;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the variables of an expression are taken from. */
public interface Scope {

    /** The connection. */
    Facts facts();

    /** The TLS session; null before the handshake or without one. */
    @Nullable TlsFacts tls();

    /** The request; null while a client connects. */
    @Nullable RequestHead request();

    /** The response; null but in {@code on_http_response}. */
    @Nullable ResponseHead response();

    /** How far the request and its connection have come. */
    RequestProgress progress();

    /** When what is decided on came: the connection, or the request. */
    Instant now();

    /** What is known of where the client is. */
    GeoRecord clientGeo();

    /** What is known of where the server is. */
    GeoRecord serverGeo();

    /** What {@code set-vars} has set. */
    Map<String, Object> vars();

    /**
     * A result of an action's latest run, such as {@code restrict_ips.action}; null if that action has not run or has
     * no such result now.
     */
    @Nullable Object result(String name);
}
