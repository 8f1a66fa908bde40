package dev.culvert.ui.endpoints;

import dev.culvert.engine.Traffic;
import dev.culvert.gateway.Ingresses;
import dev.culvert.model.Binding;
import dev.culvert.model.DurationText;
import dev.culvert.model.EndpointSpec;
import dev.culvert.model.EndpointState;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.HealthCheck;
import dev.culvert.model.HostPort;
import dev.culvert.model.Ingress;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.model.UpstreamHealth;
import dev.culvert.model.UpstreamTls;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The details of one endpoint, with their text ready made.
 *
 * @param name its name
 * @param state the fact
 * @param since for how long, in words; empty if that says nothing
 * @param reason the whole sentence why it failed or takes no clients; empty if it does
 * @param canTryAgain whether switching it on again may help
 * @param addresses every URL under which it is reached
 * @param reach who can reach it
 * @param upstream where it forwards to
 * @param health what the health check of that has found; empty if there is none
 * @param totals what went through it
 * @param facts the other things that it is, as label and value
 */
record DetailsText(
        String name,
        EndpointText.State state,
        String since,
        String reason,
        boolean canTryAgain,
        List<String> addresses,
        String reach,
        String upstream,
        String health,
        Totals totals,
        List<Fact> facts) {

    private static final Set<String> UNSPECIFIC = Set.of("0.0.0.0", "::");

    /**
     * What went through an endpoint in this run.
     *
     * @param open connections now
     * @param accepted connections in all
     * @param in bytes, client to endpoint
     * @param out bytes, endpoint to client
     */
    record Totals(String open, String accepted, String in, String out) {}

    /**
     * A thing that an endpoint is.
     *
     * @param label what it is called
     * @param value what it is
     */
    record Fact(String label, String value) {}

    static DetailsText of(
            EndpointStatus status,
            String hindrance,
            UpstreamHealth found,
            Traffic traffic,
            Ingresses ingresses,
            Instant now,
            Messages texts) {
        EndpointSpec spec = status.endpoint().spec();
        EndpointState state = status.state();
        Upstream upstream = spec.upstream();
        return new DetailsText(
                spec.name(),
                EndpointText.state(state, hindrance, texts),
                since(state, now, texts),
                EndpointText.reason(state, hindrance),
                state instanceof EndpointState.Failed,
                addresses(spec, state, ingresses),
                reach(spec, ingresses, texts),
                upstream == null ? texts.get("upstream.policy") : upstream.toString(),
                spec.healthCheck().isOn() ? health(found, now, texts) : "",
                new Totals(
                        Integer.toString(traffic.open()),
                        Long.toString(traffic.accepted()),
                        Formats.bytes(traffic.bytesIn()),
                        Formats.bytes(traffic.bytesOut())),
                facts(spec, texts));
    }

    private static String reach(EndpointSpec spec, Ingresses ingresses, Messages texts) {
        if (spec.binding() == Binding.INTERNAL) {
            return texts.get("details.reach.internal");
        }
        Optional<Ingress> own = ingresses.of(spec.url().host()).filter(ingresses::isOwn);
        if (own.isPresent()) {
            return texts.get("details.reach.own", own.get().name());
        }
        boolean isLocal = ingresses.local().hosts().contains(spec.url().host());
        return texts.get(isLocal ? "details.reach.local" : "details.reach.lan");
    }

    private static String health(UpstreamHealth found, Instant now, Messages texts) {
        return switch (found) {
            case UpstreamHealth.Up up -> texts.get("details.health.up", age(up.since(), now));
            case UpstreamHealth.Down down -> texts.get("details.health.down", age(down.since(), now), down.error());
            case UpstreamHealth.Unknown unknown -> texts.get("details.health.unknown");
        };
    }

    private static String since(EndpointState state, Instant now, Messages texts) {
        return switch (state) {
            case EndpointState.Online online -> texts.get("details.since", age(online.since(), now));
            case EndpointState.Failed failed -> texts.get("details.since", age(failed.since(), now));
            case EndpointState.Draining draining -> texts.get("details.since", age(draining.since(), now));
            case EndpointState.Starting starting -> "";
            case EndpointState.Offline offline -> "";
        };
    }

    private static String age(Instant since, Instant now) {
        return Formats.age(Duration.between(since, now));
    }

    private static List<String> addresses(EndpointSpec spec, EndpointState state, Ingresses ingresses) {
        var addresses = new LinkedHashSet<String>();
        addresses.add(spec.url().toString());
        if (state instanceof EndpointState.Online) {
            ingresses.of(spec.url().host()).stream()
                    .flatMap(ingress -> ingress.hosts().stream())
                    .filter(host -> !UNSPECIFIC.contains(host))
                    .forEach(host -> addresses.add(
                            "tcp://" + new HostPort(host, spec.url().port())));
        }
        return List.copyOf(addresses);
    }

    private static List<Fact> facts(EndpointSpec spec, Messages texts) {
        List<Fact> facts = new ArrayList<>();
        add(facts, texts.get("fact.description"), spec.description());
        Limits limits = spec.limits();
        add(facts, texts.get("fact.connectTimeout"), limit(limits.connectTimeout(), texts));
        add(facts, texts.get("fact.clientIdle"), limit(limits.clientIdleTimeout(), texts));
        add(facts, texts.get("fact.serverIdle"), limit(limits.serverIdleTimeout(), texts));
        add(facts, texts.get("fact.lifetime"), limit(limits.maxLifetime(), texts));
        int most = limits.maxConnections();
        add(facts, texts.get("fact.connections"), most == 0 ? texts.get("fact.none") : Integer.toString(most));
        if (spec.proxyProtocol() != ProxyProtocol.NONE) {
            add(
                    facts,
                    texts.get("fact.proxy"),
                    texts.get("fact.proxy.version", spec.proxyProtocol().wireName()));
        }
        reach(facts, spec, texts);
        add(facts, texts.get("fact.metadata"), spec.metadata());
        return List.copyOf(facts);
    }

    private static void reach(List<Fact> facts, EndpointSpec spec, Messages texts) {
        if (spec.upstream() instanceof Upstream.Tls) {
            UpstreamTls tls = spec.upstreamTls();
            String by = tls.authority().isEmpty() ? "fact.tls.java" : "fact.tls.own";
            add(facts, texts.get("fact.tls"), texts.get(tls.verify() ? by : "fact.tls.blind"));
        }
        add(facts, texts.get("fact.proxies"), String.join(", ", spec.trustedProxies()));
        if (spec.poolingEnabled()) {
            add(facts, texts.get("fact.pool"), texts.get("fact.pool.shared"));
        }
        HealthCheck check = spec.healthCheck();
        if (check.isOn()) {
            String interval = DurationText.format(check.interval());
            add(facts, texts.get("fact.health"), texts.get("fact.health.every", interval, check.threshold()));
        }
    }

    private static String limit(Duration limit, Messages texts) {
        return limit.isZero() ? texts.get("fact.none") : DurationText.format(limit);
    }

    private static void add(List<Fact> facts, String label, String value) {
        if (!value.isBlank()) {
            facts.add(new Fact(label, value));
        }
    }
}
