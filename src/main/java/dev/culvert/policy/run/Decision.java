package dev.culvert.policy.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation came to, for records and screens.
 *
 * @param step the latest step
 * @param decidedBy the action that decided it; null if the end of the policy was reached
 * @param matchedCidr the network of the latest {@code restrict-ips} that decided; empty if none
 * @param logs the metadata of each {@code log}, in order
 * @param bandwidth every limit that holds for the connection
 * @param reports what {@code report_only} actions would have done
 * @param failure what failed; null if nothing did
 */
public record Decision(
        Step step,
        @Nullable RuleSite decidedBy,
        String matchedCidr,
        List<Map<String, Object>> logs,
        List<BandwidthLimit> bandwidth,
        List<Report> reports,
        @Nullable Failure failure) {

    /** Copies the lists. */
    public Decision {
        logs = List.copyOf(logs);
        bandwidth = List.copyOf(bandwidth);
        reports = List.copyOf(reports);
    }
}
