package dev.culvert.cli;

import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.Failure;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A trial for programs. */
final class TrialJson {

    private TrialJson() {}

    static ObjectNode of(Trial trial) {
        ObjectNode json = ApiClient.MAPPER.createObjectNode();
        Decision decision = trial.decision();
        switch (decision.step()) {
            case Step.Forward ignored -> json.put("decision", "forward");
            case Step.ForwardInternal forward ->
                json.put("decision", "forward_internal")
                        .put("url", forward.url())
                        .put("goes_on_if_that_fails", forward.continues());
            case Step.Close close ->
                json.put("decision", "close").put("close_reason", close.reason().wireName());
            case Step.TerminateTls ignored -> json.put("decision", "depends_on_tls_handshake");
        }
        json.put("sentence", TrialText.sentence(trial));
        site(json, "decided_by", trial.isDecided() ? decision.decidedBy() : null);
        site(json, "tls_terminated_by", trial.tls());
        site(json, "reads_tls_handshake", trial.open());
        Failure failure = decision.failure();
        if (failure != null) {
            json.putObject("failure")
                    .put("code", failure.code())
                    .put("message", failure.message())
                    .put("line", failure.range().line())
                    .put("column", failure.range().column());
        }
        trace(json.putArray("trace"), trial.trace());
        return json;
    }

    private static void site(ObjectNode json, String name, @Nullable RuleSite site) {
        if (site != null) {
            place(json.putObject(name), site);
        }
    }

    private static ObjectNode place(ObjectNode json, RuleSite site) {
        json.put("rule", site.rule()).put("rule_index", site.ruleIndex());
        if (!site.action().isEmpty()) {
            json.put("action", site.action()).put("action_index", site.actionIndex());
        }
        return json.put("line", site.range().line()).put("column", site.range().column());
    }

    private static void trace(ArrayNode array, List<Trace.Entry> entries) {
        for (Trace.Entry entry : entries) {
            ObjectNode json = array.addObject();
            switch (entry) {
                case Trace.RuleReached rule -> place(json.put("event", "rule"), rule.site());
                case Trace.ConditionSeen seen -> {
                    place(json.put("event", "expression"), seen.site())
                            .put("line", seen.expression().range().line())
                            .put("column", seen.expression().range().column())
                            .put("expression", seen.expression().source())
                            .put("value", seen.value())
                            .put("failed", seen.failed());
                    ObjectNode variables = json.putObject("variables");
                    seen.variables().forEach(variables::put);
                }
                case Trace.ActionRun run ->
                    place(json.put("event", "action"), run.site())
                            .put("result", run.result())
                            .put("report_only", run.reportOnly());
            }
        }
    }
}
