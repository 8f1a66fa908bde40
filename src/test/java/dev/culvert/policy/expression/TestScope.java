package dev.culvert.policy.expression;

import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoRecord;
import dev.culvert.policy.facts.Place;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.http.RequestHead;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.http.ResponseHead;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection of which everything is known. */
final class TestScope implements Scope {

    static final Place BERLIN = new Place(
            "Berlin", "Europe", "Germany", "DE", "52.52", "13.40", "m", "10115", "20", "BE", "Europe/Berlin", true);
    static final Place PARIS = new Place(
            "Paris", "Europe", "France", "FR", "48.86", "2.35", "", "75001", "5", "IDF", "Europe/Paris", true);

    final Map<String, Object> vars = new HashMap<>();
    final Map<String, Object> results = new HashMap<>();

    @Nullable TlsFacts tls;

    @Nullable RequestHead request;

    @Nullable ResponseHead response;

    RequestProgress progress = RequestProgress.NONE;

    @Override
    public Facts facts() {
        return new Facts(
                IpAddress.parse("203.0.113.7").orElseThrow(),
                40_000,
                IpAddress.parse("2001:db8::1").orElseThrow(),
                5432,
                "lan",
                Instant.parse("2026-11-23T10:20:30Z"),
                new EndpointFacts("ep_1", "tcp", "tcp://db.example.com:5432", "db.example.com", 5432));
    }

    @Override
    public @Nullable TlsFacts tls() {
        return tls;
    }

    @Override
    public @Nullable RequestHead request() {
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
        return facts().start();
    }

    @Override
    public GeoRecord clientGeo() {
        return new GeoRecord(BERLIN, PARIS, 64500, "Example Net");
    }

    @Override
    public GeoRecord serverGeo() {
        return new GeoRecord(PARIS, BERLIN, 64501, "Other Net");
    }

    @Override
    public Map<String, Object> vars() {
        return vars;
    }

    @Override
    public @Nullable Object result(String name) {
        return results.get(name);
    }
}
