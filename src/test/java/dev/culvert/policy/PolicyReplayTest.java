package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.EndpointFacts;
import dev.culvert.policy.facts.Facts;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PolicyReplayTest {

    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

    private static PolicyReplay replay(String policy) {
        CheckedPolicy checked = new PolicyCheck(IpPolicies.NONE, GeoLookup.NONE).check(policy, EndpointKind.AGENT);
        return new PolicyReplay(checked.document(), checked.program().orElseThrow());
    }

    /** A connection from then, in seconds, to then. */
    private static PolicyTrial next(PolicyReplay replay, long from, long to) {
        var facts = new Facts(
                IpAddress.v4(0x0a00_0001),
                1,
                IpAddress.v4(0x7f00_0001),
                2,
                "local",
                START.plusSeconds(from),
                new EndpointFacts("ep_1", "tcp", "tcp://localhost:2", "localhost", 2));
        return replay.next(facts, START.plusSeconds(to));
    }

    @Test
    void those_that_were_open_together_are_counted_together() {
        PolicyReplay replay = replay("on_tcp_connect:\n  - actions: [{type: limit-connections, config: {max: 2}}]\n");
        assertThat(next(replay, 0, 10).refuses()).isFalse();
        assertThat(next(replay, 1, 5).refuses()).isFalse();
        assertThat(next(replay, 2, 100).refuses()).isTrue();
        assertThat(next(replay, 5, 6).refuses())
                .as("one has ended, and the refused one never counted")
                .isFalse();
        assertThat(next(replay, 5, 6).refuses()).isTrue();
        assertThat(next(replay, 10, 11).refuses()).isFalse();
    }

    @Test
    void rates_go_by_the_time_of_the_connections() {
        PolicyReplay replay = replay("on_tcp_connect:\n  - actions: [{type: rate-limit, config: {name: a,"
                + " algorithm: sliding_window, capacity: 1, rate: 60s, bucket_key: [conn.client_ip]}}]\n");
        assertThat(next(replay, 0, 1).refuses()).isFalse();
        assertThat(next(replay, 30, 31).refuses()).isTrue();
        assertThat(next(replay, 200, 201).refuses()).isFalse();
    }

    @Test
    void what_a_handshake_decides_is_not_known() {
        PolicyReplay replay = replay("""
                on_tcp_connect:
                  - actions: [{type: terminate-tls}]
                  - expressions: ['conn.tls.sni == "a"']
                    actions: [{type: deny}]
                """);
        PolicyTrial trial = next(replay, 0, 1);
        assertThat(trial.isDecided()).isFalse();
        assertThat(trial.refuses()).isFalse();
    }
}
