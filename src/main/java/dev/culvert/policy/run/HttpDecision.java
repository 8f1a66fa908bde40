package dev.culvert.policy.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP phases of a policy came to for one request, for its record.
 *
 * @param decidedBy the action that answered, forwarded or closed, or the rule that failed; null if the phases came to their end
 * @param matchedCidr the network of the latest {@code restrict-ips} that decided; empty if none
 * @param logs the metadata of each {@code log}, in order
 * @param reports what {@code report_only} actions would have done
 * @param failure what failed; null if nothing did
 * @param forwardError why the forwarding failed that the policy does not go on after; null if none did
 */
public record HttpDecision(
        @Nullable RuleSite decidedBy,
        String matchedCidr,
        List<Map<String, Object>> logs,
        List<Report> reports,
        @Nullable Failure failure,
        @Nullable String forwardError) {

    /** Copies the lists. */
    public HttpDecision {
        logs = List.copyOf(logs);
        reports = List.copyOf(reports);
    }
}
