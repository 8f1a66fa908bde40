package dev.culvert.model.filter;

import java.time.Instant;
import java.util.List;

/**
 * Conditions of which one must hold, or none.
 *
 * @param anyOf at least one condition
 * @param isExcluding whether none of them may hold
 */
public record Clause(List<Condition> anyOf, boolean isExcluding) {

    /** Copies the list. */
    public Clause {
        anyOf = List.copyOf(anyOf);
    }

    /** One condition that must hold. */
    public static Clause of(Condition condition) {
        return new Clause(List.of(condition), false);
    }

    boolean holds(FilterTarget target, Instant now) {
        return anyOf.stream().anyMatch(c -> c.holds(target, now)) != isExcluding;
    }

    Clause at(Instant now) {
        return new Clause(anyOf.stream().map(c -> c.at(now)).toList(), isExcluding);
    }
}
