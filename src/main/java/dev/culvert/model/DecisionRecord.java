package dev.culvert.model;

import java.util.List;

/**
 * What the traffic policy made of a connection, as it is kept with the connection.
 *
 * @param rule the rule that decided: its name, or {@code rule 3}; empty if none did
 * @param action the type of the action that decided, {@code restrict-ips}; empty if none did, or if it was the rule's
 *     expressions
 * @param network the network of a list of addresses that the client matched; empty if none
 * @param handedTo the internal endpoints that the connection was handed to, their names in order
 * @param reports what actions that only report would have done, a sentence each
 * @param logs what {@code log} actions added, a JSON object each
 */
public record DecisionRecord(
        String rule, String action, String network, List<String> handedTo, List<String> reports, List<String> logs) {

    /** No policy had anything to say. */
    public static final DecisionRecord NONE = new DecisionRecord("", "", "", List.of(), List.of(), List.of());

    /** Copies the lists. */
    public DecisionRecord {
        handedTo = List.copyOf(handedTo);
        reports = List.copyOf(reports);
        logs = List.copyOf(logs);
    }

    /** The rule and the action, {@code office only: restrict-ips}; empty if none decided. */
    public String decidedBy() {
        return action.isEmpty() ? rule : rule + ": " + action;
    }
}
