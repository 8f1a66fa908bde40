package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.text.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyEditsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "on_tcp_connect:\n  # first\n  - actions: # of all\n      - type: log\n        config: {metadata: {a: b}}\n",
                "on_tcp_connect:\n- actions: [{type: restrict-ips, config: {allow: [0.0.0.0/0], deny: [9.9.9.9/32]}}]\n",
                "on_tcp_connect:\n- actions:\n  - type: restrict-ips\n    config:\n      allow: [0.0.0.0/0]\n      deny:\n"
                        + "        - 9.9.9.9/32 # why\n        - 8.8.8.8/32",
                "on_tcp_connect:\n- expressions: [conn.client_port == 1]\n  actions: [{type: restrict-ips, config: {deny: [9.9.9.9/32]}}]\n",
                "on_tcp_connect: [{actions: [{type: log, config: {metadata: {a: b}}}]}]",
                "{\"on_tcp_connect\": [{\"actions\": [{\"type\": \"log\", \"config\": {\"metadata\": {\"a\": 1}}}]}]}",
                "on_tcp_connect:\n- actions: [{type: restrict-ips, config: {enforce: false, deny: [9.9.9.9/32]}}]\n",
            })
    void an_address_is_blocked_by_one_small_edit(String text) {
        TextEdit edit = block(text, "1.2.3.4");

        assertThat(edit.start()).isEqualTo(edit.end());
        String after = edit.apply(text);
        PolicyProgram program = Samples.program(after);
        assertThat(Samples.evaluation(program, "1.2.3.4").start()).isEqualTo(Step.Close.DENIED);
        assertThat(Samples.evaluation(program, "1.2.3.5").start()).isEqualTo(Step.Forward.TO_UPSTREAM);
    }

    @Test
    void an_ipv6_address_is_blocked_too() {
        String text =
                "on_tcp_connect:\n- actions: [{type: restrict-ips, config: {allow: ['::/0'], deny: [9.9.9.9/32]}}]\n";

        String after = block(text, "2001:db8::1").apply(text);

        assertThat(Samples.evaluation(Samples.program(after), "2001:db8::1").start())
                .isEqualTo(Step.Close.DENIED);
        assertThat(Samples.evaluation(Samples.program(after), "2001:db8::2").start())
                .isEqualTo(Step.Forward.TO_UPSTREAM);
    }

    private static TextEdit block(String text, String ip) {
        CheckedPolicy checked = Samples.CHECK.check(text, EndpointKind.AGENT);
        return PolicyEdits.block(checked.document(), IpAddress.parse(ip).orElseThrow())
                .orElseThrow();
    }
}
