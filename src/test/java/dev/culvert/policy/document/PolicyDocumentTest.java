package dev.culvert.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.policy.text.Finding;
import dev.culvert.policy.text.Findings;
import dev.culvert.policy.text.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyDocumentTest {

    private static final String YAML = """
            # who may come in
            on_tcp_connect:
              - name: office   # the name
                expressions:
                  - conn.client_ip == "1.2.3.4"
                actions:
                  - type: deny
                    report_only: true
                  - type: log
                    config: {metadata: {a: 1}}
              - actions: [{type: deny}]
            """;

    private final Findings findings = new Findings();

    @Test
    void yaml_becomes_rules_with_their_places() {
        PolicyDocument document = PolicyDocument.read(YAML, findings);

        List<RuleNode> rules = document.rules(Phase.ON_TCP_CONNECT);
        assertThat(rules).hasSize(2);
        RuleNode office = rules.getFirst();
        assertThat(office.title()).isEqualTo("office");
        assertThat(at(office.expressions().getFirst().range())).isEqualTo("conn.client_ip == \"1.2.3.4\"");
        assertThat(office.expressions().getFirst().range()).hasToString("5:9");
        assertThat(office.actions()).extracting(ActionNode::typeName).containsExactly("deny", "log");
        assertThat(office.actions().getFirst().reportOnly()).isTrue();
        assertThat(at(office.range())).startsWith("name: office").endsWith("{metadata: {a: 1}}");
        assertThat(rules.getLast().title()).isEqualTo("rule 2");
        assertThat(document.ruleAt(YAML.indexOf("metadata"))).contains(office);
        assertThat(document.ruleAt(0)).isEmpty();
        assertThat(findings.sorted()).extracting(Finding::severity).containsOnly(Severity.INFO);
    }

    @Test
    void json_is_read_alike() {
        String json = "{\"on_tcp_connect\": [{\"actions\": [{\"type\": \"deny\"}]}]}";

        PolicyDocument document = PolicyDocument.read(json, findings);

        assertThat(document.rules(Phase.ON_TCP_CONNECT)).hasSize(1);
        assertThat(findings.sorted()).isEmpty();
    }

    @Test
    void an_anchor_may_be_used_again() {
        PolicyDocument document = PolicyDocument.read("""
                on_tcp_connect:
                  - actions: &stop [{type: deny}]
                  - actions: *stop
                """, findings);

        assertThat(document.rules(Phase.ON_TCP_CONNECT))
                .allSatisfy(r -> assertThat(r.actions()).hasSize(1));
        assertThat(findings.sorted()).isEmpty();
    }

    @Test
    void the_older_form_is_understood() {
        PolicyDocument document = PolicyDocument.read("{inbound: [{actions: [{type: deny}]}]}", findings);

        assertThat(document.rules(Phase.ON_TCP_CONNECT)).hasSize(1);
        assertThat(findings.sorted()).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.INFO);
            assertThat(f.message()).contains("on_tcp_connect");
        });
    }

    @Test
    void the_older_form_can_be_switched_off() {
        String text = "{enabled: false, inbound: [{actions: [{type: deny}]}]}";

        assertThat(PolicyDocument.read(text, findings).rules(Phase.ON_TCP_CONNECT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# nothing", "---", "null", "{}", "on_tcp_connect: []", "on_tcp_connect:"})
    void nothing_is_no_error(String text) {
        assertThat(PolicyDocument.read(text, findings).rules(Phase.ON_TCP_CONNECT))
                .isEmpty();
        assertThat(findings.sorted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on_tcp_connect: [                                            | 2236 | 1:18
            'on_tcp_connect:\n\t- actions: []'                           | 2236 | 2:1
            []                                                           | 2236 | 1:1
            hello                                                        | 2236 | 1:1
            {on_tcp_conect: []}                                          | 2236 | 1:2
            {on_tcp_connect: [], on_tcp_connect: []}                     | 2236 | 1:22
            {on_tcp_connect: {a: 1}}                                     | 2236 | 1:18
            {on_tcp_connect: [7]}                                        | 2236 | 1:19
            {on_tcp_connect: [{actions: [{type: deny}], colour: red}]}   | 2236 | 1:45
            {on_tcp_connect: [{actions: [{type: deny, colour: red}]}]}   | 2236 | 1:43
            {on_tcp_connect: [{name: 7, actions: [{type: deny}]}]}       | 2236 | 1:26
            {on_tcp_connect: [{actions: [{type: deny}], expressions: a}]} | 2236 | 1:58
            {on_tcp_connect: [{actions: [{type: deny}], expressions: [{a: b}]}]} | 2236 | 1:59
            {on_tcp_connect: [{actions: [{type: deny, report_only: 1}]}]} | 2236 | 1:56
            {on_tcp_connect: [{name: x}]}                                | 2206 | 1:19
            {on_tcp_connect: [{actions: []}]}                            | 2206 | 1:29
            {on_tcp_connect: [{actions: [{config: {}}]}]}                | 2201 | 1:30
            {on_tcp_connect: [{actions: [{type: deny, config: []}]}]}    | 2203 | 1:51
            {a: *b}                                                      | 2236 | 1:5
            {a: !foo b}                                                  | 2236 | 1:5
            {? [a] : b}                                                  | 2236 | 1:4
            '--- {}\n--- {}'                                             | 2236 | 2:1
            """)
    void what_is_wrong_has_a_code_and_a_place(String text, int code, String place) {
        PolicyDocument.read(text.replace("\\n", "\n").replace("\\t", "\t"), findings);

        Finding first =
                findings.sorted().stream().filter(Finding::isError).findFirst().orElseThrow();
        assertThat(first.code()).isEqualTo("ERR_NGROK_" + code);
        assertThat(first.range()).hasToString(place);
        assertThat(first.message()).endsWith(".");
    }

    @Test
    void too_many_rules_are_refused() {
        PolicyDocument document =
                PolicyDocument.read("on_tcp_connect:\n" + "- actions: [{type: deny}]\n".repeat(101), findings);

        assertThat(document.rules(Phase.ON_TCP_CONNECT)).hasSize(100);
        assertThat(codes()).containsExactly("ERR_NGROK_2264");
    }

    @Test
    void too_many_actions_and_expressions_of_a_rule_are_refused() {
        PolicyDocument.read(
                "on_tcp_connect:\n- expressions: [" + "a,".repeat(51) + "]\n  actions: [" + "{type: deny},".repeat(51)
                        + "]",
                findings);

        assertThat(codes()).containsExactly("ERR_NGROK_2265", "ERR_NGROK_2265");
    }

    @Test
    void too_long_a_text_is_refused() {
        PolicyDocument.read("#" + "é".repeat(131_072), findings);

        assertThat(codes()).containsExactly("ERR_NGROK_2236");
    }

    @Test
    void too_deep_a_text_is_refused() {
        PolicyDocument.read("{a: " + "[".repeat(70_000) + "]".repeat(70_000) + "}", findings);

        assertThat(codes()).containsExactly("ERR_NGROK_2236");
    }

    @Test
    void aliases_that_multiply_are_refused() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(8)));
        }

        PolicyDocument.read(bomb.toString(), findings);

        assertThat(findings.hasErrors()).isTrue();
        assertThat(findings.sorted().getLast().message()).contains("aliases");
    }

    private List<String> codes() {
        return findings.sorted().stream().map(Finding::code).toList();
    }

    private static String at(dev.culvert.policy.text.TextRange range) {
        return YAML.substring(range.start(), range.end());
    }
}
