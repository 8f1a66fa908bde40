package dev.culvert.model;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Requests for tests, each a little other than the one before. */
public final class SampleExchange {

    /** When the first request of each connection began. */
    public static final Instant START = Instant.parse("2026-11-23T10:00:00.123456Z");

    private SampleExchange() {}

    /** A request that was forwarded and answered, every fifth with 404. */
    public static HttpExchange of(long connection, long number) {
        return of(connection, number, "curl/8.5.0", number % 5 == 0 ? 404 : 200, DecisionRecord.NONE);
    }

    /** A request that the policy refused. */
    public static HttpExchange refused(long connection, long number) {
        var decision = new DecisionRecord(
                "office only", "restrict-ips", "10.0.0.0/8", List.of(), List.of(), List.of("{\"team\":\"blue\"}"));
        return of(connection, number, "curl/8.5.0", 403, decision);
    }

    /** The same request at another endpoint. */
    public static HttpExchange at(EndpointStatus endpoint, HttpExchange x) {
        return new HttpExchange(
                x.id(),
                endpoint.id(),
                endpoint.endpoint().name(),
                endpoint.endpoint().url().toString(),
                x.client(),
                x.server(),
                x.connectedAt(),
                x.request(),
                x.upstream(),
                x.startedAt(),
                x.endedAt(),
                x.headTime(),
                x.status(),
                x.responseBytes(),
                x.decision(),
                x.error());
    }

    /** A request of that client program, with that answer. */
    public static HttpExchange of(long connection, long number, String userAgent, int status, DecisionRecord decision) {
        Instant startedAt = START.plusMillis(number * 10);
        boolean forwarded = decision.equals(DecisionRecord.NONE);
        return new HttpExchange(
                new RequestId(new ConnectionId(connection), number),
                new EndpointId("ep_1"),
                "web",
                "tcp://localhost:8000",
                new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 4711),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8000),
                START.minusMillis(5),
                new HttpExchange.Request(
                        number % 3 == 0 ? "POST" : "GET",
                        "http",
                        "shop.example:8000",
                        "/orders/" + number + "?page=2",
                        "HTTP/1.1",
                        userAgent,
                        number % 3 == 0 ? 17 : 0),
                forwarded ? Upstream.parse("tcp://localhost:3000") : null,
                startedAt,
                startedAt.plusMillis(7),
                status == 0 ? null : Duration.ofMillis(5),
                status,
                status == 0 ? 0 : 1_000 + number,
                decision,
                status == 0 ? "The upstream closed the connection." : null);
    }
}
