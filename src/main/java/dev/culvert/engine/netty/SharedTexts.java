package dev.culvert.engine.netty;

import dev.culvert.engine.netty.http.ForwardedHeaders;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import dev.culvert.policy.http.RequestHead;
import java.net.InetAddress;
import java.util.Objects;

/**
 * What the requests of a connection have in common. Most ask for much the same as the one before, and thousands of them may wait
 * to be written to the history; what they share is made and kept once. On the event loop only.
 */
final class SharedTexts {

    private final ForwardedHeaders forwarded;
    private String host = "";
    private String target = "";
    private String userAgent = "";
    private DecisionRecord decision = DecisionRecord.NONE;

    SharedTexts(InetAddress client) {
        forwarded = new ForwardedHeaders(client);
    }

    /** The request with the headers that say who asked. */
    RequestHead forwarded(RequestHead head) {
        return forwarded.add(head);
    }

    /** What was asked for, for the history. */
    HttpExchange.Request request(RequestHead head, long bytes) {
        host = same(host, head.authority());
        target = same(target, head.target());
        userAgent = same(userAgent, Objects.requireNonNullElse(head.headers().first("user-agent"), ""));
        String version = head.minorVersion() == 0 ? "HTTP/1.0" : "HTTP/1.1";
        return new HttpExchange.Request(head.method(), head.scheme(), host, target, version, userAgent, bytes);
    }

    /** What the policies made of it, for the history. */
    DecisionRecord decision(DecisionRecord now) {
        decision = same(decision, now);
        return decision;
    }

    private static <T> T same(T before, T now) {
        return now.equals(before) ? before : now;
    }
}
