package dev.culvert.engine.netty;

import dev.culvert.model.DecisionRecord;
import dev.culvert.policy.expression.JsonText;
import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.HttpDecision;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.StepText;
import java.util.ArrayList;
import java.util.List;

/** Sums up what the policies on a connection's way have decided. */
final class DecisionSummary {

    private DecisionSummary() {}

    /** The latest rule that decided counts; what was reported and logged is kept from all. */
    static DecisionRecord of(List<Hop> hops) {
        if (hops.size() == 1 && hops.getFirst().evaluation() == null) {
            return DecisionRecord.NONE;
        }
        RuleSite decidedBy = null;
        String network = "";
        List<String> handedTo = new ArrayList<>();
        List<String> reports = new ArrayList<>();
        List<String> logs = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            if (i > 0) {
                handedTo.add(hop.endpoint().name());
            }
            Evaluation evaluation = hop.evaluation();
            if (evaluation == null) {
                continue;
            }
            Decision decision = evaluation.decision();
            if (decision.decidedBy() != null) {
                decidedBy = decision.decidedBy();
            }
            if (!decision.matchedCidr().isEmpty()) {
                network = decision.matchedCidr();
            }
            decision.reports().forEach(r -> reports.add(r.site() + " would have: " + StepText.of(r.step())));
            decision.logs().forEach(l -> logs.add(JsonText.write(l)));
        }
        return new DecisionRecord(
                decidedBy == null ? "" : decidedBy.rule(),
                decidedBy == null ? "" : decidedBy.action(),
                network,
                handedTo,
                reports,
                logs);
    }

    /** What the HTTP phases of the policies on a request's way have decided, the first endpoint's first. */
    static DecisionRecord ofRequest(List<HttpDecision> decisions, List<String> handedTo) {
        RuleSite decidedBy = null;
        String network = "";
        List<String> reports = new ArrayList<>(0);
        List<String> logs = new ArrayList<>(0);
        for (HttpDecision decision : decisions) {
            if (decision.decidedBy() != null) {
                decidedBy = decision.decidedBy();
            }
            if (!decision.matchedCidr().isEmpty()) {
                network = decision.matchedCidr();
            }
            decision.reports().forEach(r -> reports.add(r.site() + " would have: " + StepText.of(r.step())));
            decision.logs().forEach(l -> logs.add(JsonText.write(l)));
        }
        return new DecisionRecord(
                decidedBy == null ? "" : decidedBy.rule(),
                decidedBy == null ? "" : decidedBy.action(),
                network,
                handedTo,
                reports,
                logs);
    }
}
