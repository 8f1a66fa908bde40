package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.cidr.Cidr;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.IpPolicies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRuleTest {

    private static final List<Cidr> TWO = List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8::/32"));
    private static final List<Cidr> ONE = List.of(Cidr.parse("203.0.113.7"));

    private static final String OTHER = """
            # mine
            on_tcp_connect:
            - name: not too many # a day
              actions:
              - {type: limit-connections, config: {max: 5}}
            on_http_request: []
            """;

    @Test
    void it_is_a_whole_policy_where_there_is_none() {
        assertThat(AddressRule.put("", TWO)).hasValue("""
                        on_tcp_connect:
                          - name: these addresses
                            actions:
                              - type: restrict-ips
                                config:
                                  allow: [10.0.0.0/8, "2001:db8::/32"]
                        """);
        assertThat(AddressRule.takeOut(AddressRule.put("", TWO).orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                OTHER,
                "on_http_request: []\n",
                "on_tcp_connect:\n    -   name: a\n        actions:\n          - type: deny\n    - actions: [{type: deny}]\n"
            })
    void it_goes_in_changes_and_comes_out_without_a_trace(String policy) {
        String with = AddressRule.put(policy, TWO).orElseThrow();
        assertThat(AddressRule.in(with)).hasValue(TWO);
        assertThat(new PolicyCheck(IpPolicies.NONE, GeoLookup.NONE)
                        .check(with, EndpointKind.AGENT)
                        .firstError())
                .isEmpty();
        String changed = AddressRule.put(with, ONE).orElseThrow();
        assertThat(AddressRule.in(changed)).hasValue(ONE);
        assertThat(changed.replace("203.0.113.7/32", "10.0.0.0/8, \"2001:db8::/32\""))
                .isEqualTo(with);
        String out = AddressRule.takeOut(changed);
        assertThat(AddressRule.in(out)).isEmpty();
        assertThat(out).isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"on_tcp_connect\": [{\"actions\": [{\"type\": \"deny\"}]}]}",
                "on_tcp_connect: [{actions: [{type: deny}]}]",
                "on_tcp_connect: []"
            })
    void where_it_cannot_go_in_nothing_happens(String policy) {
        assertThat(AddressRule.put(policy, ONE)).isEmpty();
        assertThat(AddressRule.takeOut(policy)).isEqualTo(policy);
    }

    @Test
    void a_rule_that_says_more_is_somebody_elses() {
        String more = AddressRule.put("", ONE).orElseThrow().replace("allow:", "enforce: false\n          allow:");
        assertThat(AddressRule.in(more)).isEmpty();
        String expression = AddressRule.put("", ONE)
                .orElseThrow()
                .replace("    actions:", "    expressions: ['true']\n    actions:");
        assertThat(AddressRule.in(expression)).isEmpty();
        assertThat(AddressRule.takeOut(expression)).isEqualTo(expression);
    }
}
