package dev.culvert.engine.netty;

import dev.culvert.engine.ServedEndpoint;
import dev.culvert.engine.ServedPolicy;
import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointKind;
import dev.culvert.model.EndpointUrl;
import dev.culvert.model.HostPort;
import dev.culvert.model.Limits;
import dev.culvert.model.ProxyProtocol;
import dev.culvert.model.Upstream;
import dev.culvert.policy.CheckedPolicy;
import dev.culvert.policy.PolicyCheck;
import dev.culvert.policy.PolicyProgram;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.run.PolicyState;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Endpoints with policies, as the tests write them. */
record Policed(EndpointId id, String url, @Nullable Upstream upstream, PolicyState state, Limits limits) {

    /** A policy that looks at every request and lets it through. */
    static final String PASSES =
            "on_http_request: [{expressions: ['req.method == \"NEVER\"'], actions: [{type: deny}]}]";

    /** A policy that answers every request. */
    static final String HELLO =
            "on_http_request: [{actions: [{type: custom-response, config: {status_code: 200, body: Hello world!}}]}]";

    private static final PolicyCheck LANGUAGE = new PolicyCheck(IpPolicies.NONE, GeoLookup.NONE);

    /** The endpoint that {@link Rig} listens for; with upstream port 0 it is a cloud endpoint. */
    static Policed open(int upstreamPort) {
        return new Policed(Rig.ID, "tcp://localhost:1", upstream(upstreamPort), new PolicyState(), Rig.NONE);
    }

    /** An internal endpoint {@code tcp://name.internal:5432}. */
    static Policed internal(String name, int upstreamPort) {
        return new Policed(
                new EndpointId("ep_" + name),
                "tcp://" + name + ".internal:5432",
                upstream(upstreamPort),
                new PolicyState(),
                Rig.NONE);
    }

    /** The same with an upstream on the same port of another host. */
    Policed named(String host) {
        int port = ((Upstream.Tcp) Objects.requireNonNull(upstream)).address().port();
        return new Policed(id, url, new Upstream.Tcp(new HostPort(host, port)), state, limits);
    }

    Policed with(Limits others) {
        return new Policed(id, url, upstream, state, others);
    }

    /** A version of the endpoint with that policy; empty for none. */
    ServedEndpoint by(String policy) {
        EndpointKind kind = upstream == null ? EndpointKind.CLOUD : EndpointKind.AGENT;
        boolean internal = url.contains(".internal");
        return new ServedEndpoint(
                id,
                internal ? url : "test",
                url,
                internal ? List.of() : List.of(InetAddress.ofLiteral("127.0.0.1")),
                internal ? 5432 : 0,
                upstream,
                ProxyProtocol.NONE,
                limits,
                new ServedPolicy(program(policy, kind), state, EndpointFacts.of(id, EndpointUrl.parse(url)), "local"));
    }

    private static PolicyProgram program(String policy, EndpointKind kind) {
        if (policy.isEmpty()) {
            return PolicyProgram.none(kind);
        }
        CheckedPolicy checked = LANGUAGE.check(policy, kind);
        return checked.program()
                .orElseThrow(() -> new AssertionError(checked.findings().toString()));
    }

    private static @Nullable Upstream upstream(int port) {
        return port == 0 ? null : new Upstream.Tcp(new HostPort("127.0.0.1", port));
    }
}
