package dev.culvert.policy.action;

import dev.culvert.policy.document.Phase;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of action, as it declares itself.
 *
 * @param name its type in a policy, {@code restrict-ips}
 * @param help what it does, in a line
 * @param phases where it may stand
 * @param terminating whether nothing after it can run
 * @param portability what ngrok makes of it on a TCP endpoint
 * @param fields its configuration
 */
public record ActionType(
        String name, String help, Set<Phase> phases, boolean terminating, Portability portability, List<Field> fields) {

    /** What ngrok makes of an action in {@code on_tcp_connect} of a TCP endpoint. */
    public enum Portability {
        /** It does the same. */
        SAME,
        /** It knows it, and refuses it there. */
        ELSEWHERE,
        /** It does not know it. */
        UNKNOWN
    }

    /** Copies the lists. */
    public ActionType {
        phases = Set.copyOf(phases);
        fields = List.copyOf(fields);
    }

    static ActionType onTcp(String name, String help, boolean terminating, Portability portability, Field... fields) {
        return new ActionType(name, help, EnumSet.of(Phase.ON_TCP_CONNECT), terminating, portability, List.of(fields));
    }

    static ActionType onHttp(String name, String help, boolean terminating, Field... fields) {
        return new ActionType(
                name, help, EnumSet.of(Phase.ON_HTTP_REQUEST), terminating, Portability.ELSEWHERE, List.of(fields));
    }

    ActionType in(Phase... others) {
        Set<Phase> all = EnumSet.copyOf(phases);
        all.addAll(List.of(others));
        return new ActionType(name, help, all, terminating, portability, fields);
    }

    /** Whether it may stand in a phase. */
    public boolean runsIn(Phase phase) {
        return phases.contains(phase);
    }

    /** One of its fields. */
    public Optional<Field> field(String field) {
        return fields.stream().filter(f -> f.name().equals(field)).findFirst();
    }
}
