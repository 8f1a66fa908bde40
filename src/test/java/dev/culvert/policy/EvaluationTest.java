package dev.culvert.policy;

import static dev.culvert.policy.Samples.client;
import static dev.culvert.policy.Samples.evaluation;
import static dev.culvert.policy.Samples.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.culvert.model.EndpointKind;
import dev.culvert.policy.cidr.IpAddress;
import dev.culvert.policy.facts.GeoLookup;
import dev.culvert.policy.facts.GeoRecord;
import dev.culvert.policy.facts.IpPolicies;
import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.Failure;
import dev.culvert.policy.run.PolicyState;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How rules follow one another, what is written down, and what survives an edit. */
final class EvaluationTest {

    private static final String OFFICE = """
            on_tcp_connect:
              - name: not from here
                expressions:
                  - conn.client_ip == "1.2.3.4"
                  - conn.client_port > 1024
                actions:
                  - type: log
                    config: {metadata: {who: "${conn.client_ip}"}}
                  - type: deny
              - name: the rest
                actions:
                  - {type: restrict-ips, config: {allow: [10.0.0.0/8, 1.0.0.0/8]}}
            """;

    @Test
    void rules_run_in_order_until_one_decides() {
        PolicyProgram program = program(OFFICE);

        Evaluation denied = evaluation(program, "1.2.3.4");
        assertThat(denied.start()).isEqualTo(Step.Close.DENIED);
        assertThat(denied.decision().decidedBy()).satisfies(site -> {
            assertThat(Objects.requireNonNull(site).rule()).isEqualTo("not from here");
            assertThat(site.ruleIndex()).isZero();
            assertThat(site.action()).isEqualTo("deny");
            assertThat(site.actionIndex()).isEqualTo(1);
            assertThat(site.range()).hasToString("9:9");
        });
        Evaluation passed = evaluation(program, "10.0.0.1");
        assertThat(passed.start()).isEqualTo(Step.Forward.TO_UPSTREAM);
        assertThat(passed.decision())
                .isEqualTo(new Decision(
                        Step.Forward.TO_UPSTREAM, null, "10.0.0.0/8", List.of(), List.of(), List.of(), null));
    }

    @Test
    void a_trace_tells_every_step_and_changes_nothing() {
        var trace = new Trace();
        Evaluation evaluation = program(OFFICE).evaluate(client("1.2.3.5"), new PolicyState(), trace);

        assertThat(evaluation.start())
                .isEqualTo(evaluation(program(OFFICE), "1.2.3.5").start());

        assertThat(trace.entries()).hasSize(4);
        assertThat(trace.entries().get(0)).isInstanceOf(Trace.RuleReached.class);
        assertThat(trace.entries().get(1)).isInstanceOfSatisfying(Trace.ConditionSeen.class, seen -> {
            assertThat(seen.expression().source()).isEqualTo("conn.client_ip == \"1.2.3.4\"");
            assertThat(seen.value()).isEqualTo("false");
            assertThat(seen.variables()).isEqualTo(Map.of("conn.client_ip", "1.2.3.5"));
        });
        assertThat(trace.entries().get(2)).isInstanceOf(Trace.RuleReached.class);
        assertThat(trace.entries().get(3))
                .isInstanceOfSatisfying(
                        Trace.ActionRun.class,
                        run -> assertThat(run.result()).isEqualTo("1.2.3.5 is in 1.0.0.0/8: allow; continue"));
    }

    @Test
    void an_expression_that_fails_closes_the_connection_and_says_where() {
        Evaluation evaluation = evaluation(program("""
                on_tcp_connect:
                  - expressions:
                      - vars.missing == 1
                    actions: [{type: log, config: {metadata: {}}}]
                """), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(Step.Close.POLICY_ERROR);
        Failure failure = Objects.requireNonNull(evaluation.decision().failure());
        assertThat(failure.code()).isEqualTo("ERR_NGROK_2238");
        assertThat(failure.range()).hasToString("3:9");
        assertThat(failure.message()).contains("vars.missing == 1");
        assertThat(evaluation.decision().decidedBy()).hasToString("rule 1");
    }

    @Test
    void variables_that_grow_are_stopped() {
        var vars = new StringBuilder("{v0: xxxxxxxxxxxxxxxx}");
        for (int i = 1; i < 60; i++) {
            vars.append(", {v%d: '${vars.v%d + vars.v%d}'}".formatted(i, i - 1, i - 1));
        }
        Evaluation evaluation =
                evaluation(Samples.actions("{type: set-vars, config: {vars: [" + vars + "]}}"), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(Step.Close.POLICY_ERROR);
        assertThat(Objects.requireNonNull(evaluation.decision().failure()).code())
                .isEqualTo("ERR_NGROK_2249");
    }

    @Test
    void replacements_that_grow_are_stopped() {
        String grown = "'a'" + ".replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')".repeat(40) + ".size() > 0";
        Evaluation evaluation = evaluation(
                program("on_tcp_connect:\n- expressions: [\"" + grown + "\"]\n  actions: [{type: deny}]\n"), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(Step.Close.POLICY_ERROR);
        assertThat(Objects.requireNonNull(evaluation.decision().failure()).message())
                .contains("replace");
    }

    @Test
    void a_rule_that_only_reports_does_not_close_by_failing() {
        Evaluation evaluation = evaluation(program("""
                on_tcp_connect:
                  - expressions: [vars.missing == 1]
                    actions: [{type: deny, report_only: true}]
                  - actions: [{type: log, config: {metadata: {after: 1}}}]
                """), "1.2.3.4");

        assertThat(evaluation.start()).isEqualTo(Step.Forward.TO_UPSTREAM);
        assertThat(evaluation.decision().reports()).hasSize(1);
        assertThat(evaluation.decision().logs()).hasSize(1);
    }

    @Test
    void without_a_policy_agents_forward_and_clouds_do_not() {
        assertThat(evaluation(PolicyProgram.none(EndpointKind.AGENT), "1.2.3.4").start())
                .isEqualTo(Step.Forward.TO_UPSTREAM);
        assertThat(evaluation(PolicyProgram.none(EndpointKind.CLOUD), "1.2.3.4").start())
                .isEqualTo(Step.Close.UNDECIDED);
    }

    @Test
    void steps_are_taken_in_their_order() {
        Evaluation evaluation = evaluation(program(OFFICE), "10.0.0.1");
        evaluation.start();

        assertThatIllegalStateException().isThrownBy(evaluation::start);
        assertThatIllegalStateException().isThrownBy(() -> evaluation.tlsEstablished(Tls.session("")));
        assertThatIllegalStateException().isThrownBy(() -> evaluation.forwardFailed("", ""));
    }

    @Test
    void counts_survive_an_edit_that_leaves_the_action_alone() {
        String limit = "{type: rate-limit, config: {name: a, algorithm: sliding_window, capacity: %d, rate: 60s,"
                + " bucket_key: [conn.client_ip]}}";
        var state = new PolicyState();
        PolicyProgram before = Samples.actions(limit.formatted(1));
        assertThat(before.evaluate(client("1.1.1.1"), state).start()).isEqualTo(Step.Forward.TO_UPSTREAM);

        PolicyProgram moved = program("{on_tcp_connect: [{name: new, actions: [{type: log, config: {metadata: {}}}]},"
                + "{actions: [" + limit.formatted(1) + "]}]}");
        moved.takeOver(state);
        assertThat(moved.evaluate(client("1.1.1.1"), state).start()).isEqualTo(Step.Close.RATE_LIMITED);

        PolicyProgram changed = Samples.actions(limit.formatted(2));
        changed.takeOver(state);
        assertThat(changed.evaluate(client("1.1.1.1"), state).start()).isEqualTo(Step.Forward.TO_UPSTREAM);
    }

    @Test
    void places_come_from_the_database_that_is_there() {
        GeoLookup geo = new GeoLookup() {
            @Override
            public GeoRecord find(IpAddress address) {
                return new GeoRecord(GeoRecord.UNKNOWN.location(), GeoRecord.UNKNOWN.registered(), 64500, "Net");
            }

            @Override
            public boolean isAvailable() {
                return true;
            }
        };
        CheckedPolicy checked = new PolicyCheck(IpPolicies.NONE, geo)
                .check(
                        "{on_tcp_connect: [{expressions: ['conn.client_ip.as.number == 64500'], actions: [{type: deny}]}]}",
                        EndpointKind.AGENT);

        assertThat(checked.findings()).isEmpty();
        assertThat(evaluation(checked.program().orElseThrow(), "1.2.3.4").start())
                .isEqualTo(Step.Close.DENIED);
    }

    @Test
    void many_threads_may_use_one_program() {
        PolicyProgram program = program(OFFICE);
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(CompletableFuture.supplyAsync(() -> IntStream.range(0, 20_000)
                    .allMatch(n -> evaluation(program, "1.2.3." + n % 8)
                            .start()
                            .equals(n % 8 == 4 ? Step.Close.DENIED : Step.Forward.TO_UPSTREAM))));
        }

        assertThat(all).allSatisfy(f -> assertThat(f.join()).isTrue());
    }
}
