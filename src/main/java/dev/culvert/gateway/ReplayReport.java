package dev.culvert.gateway;

import dev.culvert.model.ClosedConnection;
import dev.culvert.policy.PolicyTrial;
import java.util.List;

/**
 * What a policy would have made of connections that were.
 *
 * @param total how many were looked at
 * @param refused how many it would have refused
 * @param refusedThen how many of them were refused
 * @param undecided how many cannot be told of, since that depends on their TLS handshakes
 * @param changes those with which it would have dealt otherwise, the newest first, and not more than were asked for
 * @param changed how many there are of these
 * @param isCut whether there were more connections than one replay looks at; the oldest were left out
 */
public record ReplayReport(
        int total, int refused, int refusedThen, int undecided, List<Change> changes, int changed, boolean isCut) {

    /** Copies the changes. */
    public ReplayReport {
        changes = List.copyOf(changes);
    }

    /**
     * A connection that was refused and would not have been, or the other way round.
     *
     * @param connection as it was
     * @param trial what it would have come to
     */
    public record Change(ClosedConnection connection, PolicyTrial trial) {}

    /** The report in a sentence. */
    public String sentence() {
        String unknown = undecided == 0 ? "" : " For " + undecided + " that depends on the TLS handshake.";
        String cut = isCut ? " Older ones were left out." : "";
        return "Of " + total + (total == 1 ? " connection" : " connections") + " this policy would have refused "
                + refused
                + "; " + refusedThen + (refusedThen == 1 ? " was" : " were") + " refused. "
                + (changed == 0 ? "Nothing would have changed." : changed + " would have gone otherwise.") + unknown
                + cut;
    }
}
