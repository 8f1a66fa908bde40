package dev.culvert.engine.netty;

import dev.culvert.model.DecisionRecord;
import dev.culvert.policy.expression.JsonText;
import dev.culvert.policy.run.Decision;
import dev.culvert.policy.run.Evaluation;
import dev.culvert.policy.run.HttpDecision;
import dev.culvert.policy.run.Report;
import dev.culvert.policy.run.RuleSite;
import dev.culvert.policy.run.StepText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what the policies on the way of a connection or a request have decided: the latest rule that decided counts; what was
 * reported and logged is kept from all.
 */
final class DecisionSummary {

    private @Nullable RuleSite decidedBy;
    private String network = "";
    private final List<String> reports = new ArrayList<>(0);
    private final List<String> logs = new ArrayList<>(0);

    private DecisionSummary() {}

    /** Of a connection. */
    static DecisionRecord of(List<Hop> hops) {
        if (hops.size() == 1 && hops.getFirst().evaluation() == null) {
            return DecisionRecord.NONE;
        }
        var summary = new DecisionSummary();
        List<String> handedTo = new ArrayList<>(0);
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            if (i > 0) {
                handedTo.add(hop.endpoint().name());
            }
            Evaluation evaluation = hop.evaluation();
            if (evaluation != null) {
                Decision decision = evaluation.decision();
                summary.add(decision.decidedBy(), decision.matchedCidr(), decision.reports(), decision.logs());
            }
        }
        return summary.record(handedTo);
    }

    /** What the HTTP phases of the policies on a request's way have decided, the first endpoint's first. */
    static DecisionRecord ofRequest(List<HttpDecision> decisions, List<String> handedTo) {
        var summary = new DecisionSummary();
        for (HttpDecision decision : decisions) {
            summary.add(decision.decidedBy(), decision.matchedCidr(), decision.reports(), decision.logs());
        }
        return summary.record(handedTo);
    }

    private void add(@Nullable RuleSite site, String cidr, List<Report> reported, List<Map<String, Object>> logged) {
        if (site != null) {
            decidedBy = site;
        }
        if (!cidr.isEmpty()) {
            network = cidr;
        }
        reported.forEach(r -> reports.add(r.site() + " would have: " + StepText.of(r.step())));
        logged.forEach(l -> logs.add(JsonText.write(l)));
    }

    private DecisionRecord record(List<String> handedTo) {
        return new DecisionRecord(
                decidedBy == null ? "" : decidedBy.rule(),
                decidedBy == null ? "" : decidedBy.action(),
                network,
                handedTo,
                reports,
                logs);
    }
}
