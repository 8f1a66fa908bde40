package dev.culvert.policy;

import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.Failure;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.Step;
import dev.culvert.policy.run.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trial as names and values, as the API and the command line give it to programs. */
public final class TrialOutline {

    private TrialOutline() {}

    /** The trial: maps, lists, texts, numbers and booleans only, in the order in which they are to be read. */
    public static Map<String, Object> of(PolicyTrial trial) {
        Map<String, Object> outline = new LinkedHashMap<>();
        Decision decision = trial.decision();
        switch (decision.step()) {
            case Step.Forward ignored -> outline.put("decision", "forward");
            case Step.ForwardInternal forward -> {
                outline.put("decision", "forward_internal");
                outline.put("url", forward.url());
                outline.put("goes_on_if_that_fails", forward.continues());
            }
            case Step.Close close -> {
                outline.put("decision", "close");
                outline.put("close_reason", close.reason().wireName());
            }
            case Step.TerminateTls ignored -> outline.put("decision", "depends_on_tls_handshake");
        }
        outline.put("sentence", trial.sentence());
        site(outline, "decided_by", trial.isDecided() ? decision.decidedBy() : null);
        site(outline, "tls_terminated_by", trial.tls());
        site(outline, "reads_tls_handshake", trial.open());
        failure(outline, decision.failure());
        outline.put("trace", trace(trial.trace()));
        return outline;
    }

    static List<Map<String, Object>> trace(List<Trace.Entry> entries) {
        return entries.stream().map(TrialOutline::entry).toList();
    }

    static void failure(Map<String, Object> outline, @Nullable Failure failure) {
        if (failure != null) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("code", failure.code());
            told.put("message", failure.message());
            told.put("line", failure.range().line());
            told.put("column", failure.range().column());
            outline.put("failure", told);
        }
    }

    /** The same with what becomes of a request on that connection, which is null if no request comes so far. */
    public static Map<String, Object> of(PolicyTrial trial, @Nullable HttpTrial http) {
        Map<String, Object> outline = of(trial);
        if (http != null) {
            outline.put("http", HttpTrialOutline.of(http));
        }
        return outline;
    }

    static void site(Map<String, Object> outline, String name, @Nullable RuleSite site) {
        if (site != null) {
            outline.put(name, place(new LinkedHashMap<>(), site));
        }
    }

    private static Map<String, Object> place(Map<String, Object> outline, RuleSite site) {
        outline.put("rule", site.rule());
        outline.put("rule_index", site.ruleIndex());
        if (!site.action().isEmpty()) {
            outline.put("action", site.action());
            outline.put("action_index", site.actionIndex());
        }
        outline.put("line", site.range().line());
        outline.put("column", site.range().column());
        return outline;
    }

    private static Map<String, Object> entry(Trace.Entry entry) {
        Map<String, Object> outline = new LinkedHashMap<>();
        switch (entry) {
            case Trace.PhaseReached reached -> {
                outline.put("event", "phase");
                outline.put("phase", reached.phase().key());
                outline.put("line", reached.range().line());
                outline.put("column", reached.range().column());
            }
            case Trace.RuleReached rule -> {
                outline.put("event", "rule");
                place(outline, rule.site());
            }
            case Trace.ConditionSeen seen -> {
                outline.put("event", "expression");
                place(outline, seen.site());
                outline.put("line", seen.expression().range().line());
                outline.put("column", seen.expression().range().column());
                outline.put("expression", seen.expression().source());
                outline.put("value", seen.value());
                outline.put("failed", seen.failed());
                outline.put("variables", new LinkedHashMap<>(seen.variables()));
            }
            case Trace.ActionRun run -> {
                outline.put("event", "action");
                place(outline, run.site());
                outline.put("result", run.result());
                outline.put("report_only", run.reportOnly());
            }
        }
        return outline;
    }
}
