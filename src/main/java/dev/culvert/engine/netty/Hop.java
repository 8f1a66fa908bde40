package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.ServedPolicy;
import dev.culvert.policy.cidr.CidrSet;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.TlsFacts;
import dev.culvert.policy.http.RequestProgress;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.HttpEvaluation;
import dev.culvert.policy.run.Step;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that a connection goes through: the one that accepted it, or an internal one that a policy handed it to.
 * The version of the endpoint and of its policy is the one of the moment it came. On the event loop only.
 */
final class Hop {

    private final EndpointService service;
    private final ServedEndpoint endpoint;
    private final Tally tally;
    private final EndpointFacts asked;
    private @Nullable Evaluation evaluation;
    private @Nullable Facts facts;
    private Map<String, Throttle> throttles = Map.of();

    /** Where a connection was accepted. */
    Hop(EndpointService service, ConnectionLoop loop) {
        this(service, loop, service.endpoint().url());
    }

    /** Where it was handed to, by that URL. */
    Hop(EndpointService service, ConnectionLoop loop, String url) {
        this.service = service;
        endpoint = service.endpoint();
        this.asked = endpoint.policy().endpoint().reachedAs(url);
        tally = service.ledger().tally(loop.index());
        tally.accepted.add(1);
    }

    EndpointService service() {
        return service;
    }

    ServedEndpoint endpoint() {
        return endpoint;
    }

    Tally tally() {
        return tally;
    }

    /** The policy at work; null if there is none, or it has not begun. */
    @Nullable Evaluation evaluation() {
        return evaluation;
    }

    /** The throttle of this connection under that name: whichever way its requests take from here, it is the same. */
    Throttle throttle(String name, long bytesPerSecond) {
        if (throttles.isEmpty()) {
            throttles = new HashMap<>(2);
        }
        return throttles.computeIfAbsent(name, n -> new Throttle(bytesPerSecond, System.nanoTime()));
    }

    /** Whether that is a proxy whose word on the client is taken. */
    boolean trusts(InetSocketAddress proxy) {
        CidrSet trusted = endpoint.trustedProxies();
        return trusted.size() > 0 && trusted.find(IpAddress.of(proxy.getAddress())) != null;
    }

    /**
     * What the endpoint wants first.
     *
     * @param open how many of its connections are open, this one included
     */
    Step first(Connection connection, int open, @Nullable TlsFacts tls) {
        int most = endpoint.limits().maxConnections();
        if (most > 0 && open > most) {
            return Step.Close.TOO_MANY;
        }
        ServedPolicy policy = endpoint.policy();
        if (policy.program().isEmpty()) {
            return endpoint.upstream() == null && !hasHttpPhases() ? Step.Close.UNDECIDED : Step.Forward.TO_UPSTREAM;
        }
        long began = System.nanoTime();
        Evaluation started = policy.program().evaluate(facts(connection), policy.state());
        evaluation = started;
        if (tls != null) {
            started.arriveWith(tls);
        }
        Step first = started.start();
        connection.loop().pace().decided(began);
        return first;
    }

    /** Whether requests that come here go through HTTP phases. */
    boolean hasHttpPhases() {
        return endpoint.policy().program().hasHttpPhases();
    }

    /** The HTTP phases, ready for one request. */
    HttpEvaluation http(Connection connection, @Nullable TlsFacts tls, RequestProgress progress) {
        ServedPolicy policy = endpoint.policy();
        return policy.program().http(facts(connection), tls, policy.state(), progress);
    }

    private Facts facts(Connection connection) {
        if (facts == null) {
            ServedPolicy policy = endpoint.policy();
            facts = new Facts(
                    IpAddress.of(connection.client().getAddress()),
                    connection.client().getPort(),
                    IpAddress.of(connection.server().getAddress()),
                    connection.server().getPort(),
                    policy.region(),
                    connection.startedAt(),
                    asked);
        }
        return facts;
    }

    /** Gives back what the policy has counted. */
    void end() {
        if (evaluation != null) {
            evaluation.end();
        }
    }
}
