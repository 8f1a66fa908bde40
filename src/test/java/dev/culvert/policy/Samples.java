package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.text.Finding;
import java.time.Instant;

/** Connections and programs for tests. */
final class Samples {

    static final PolicyCheck CHECK = new PolicyCheck(IpPolicies.NONE, GeoLookup.NONE);
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final EndpointFacts ENDPOINT =
            new EndpointFacts("ep_1", "tcp", "tcp://localhost:5432", "localhost", 5432);

    private Samples() {}

    static Facts client(String ip) {
        return client(ip, NOON);
    }

    static Facts client(String ip, Instant at) {
        return new Facts(
                IpAddress.parse(ip).orElseThrow(),
                40_000,
                IpAddress.parse("127.0.0.1").orElseThrow(),
                5432,
                "local",
                at,
                ENDPOINT);
    }

    /** The rules of on_tcp_connect, each on one line of flow style, as a program of an agent endpoint. */
    static PolicyProgram program(String policy) {
        CheckedPolicy checked = CHECK.check(policy, EndpointKind.AGENT);
        assertThat(checked.findings()).filteredOn(Finding::isError).isEmpty();
        return checked.program().orElseThrow();
    }

    static PolicyProgram actions(String actions) {
        return program("{on_tcp_connect: [{actions: [" + actions + "]}]}");
    }

    static Evaluation evaluation(PolicyProgram program, String ip) {
        return program.evaluate(client(ip), new PolicyState());
    }
}
