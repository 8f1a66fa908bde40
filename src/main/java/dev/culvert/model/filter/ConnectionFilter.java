package dev.culvert.model.filter;

import dev.culvert.model.InvalidValue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which connections are looked for: those for which every clause holds. It is written as terms with blanks between them,
 * {@code endpoint:db client:10.0.0.0/8 reason:denied bytes>1MB since:15m -rule:office text}. Immutable.
 *
 * @param clauses what was understood
 * @param findings what was not; such terms are left out of the clauses
 */
public record ConnectionFilter(List<Clause> clauses, List<FilterFinding> findings) {

    /** Every connection. */
    public static final ConnectionFilter ALL = new ConnectionFilter(List.of(), List.of());

    /** Copies the lists. */
    public ConnectionFilter {
        clauses = List.copyOf(clauses);
        findings = List.copyOf(findings);
    }

    /**
     * Reads a filter as far as it can be understood.
     *
     * @param clock what {@code today} and times without a zone are reckoned by
     */
    public static ConnectionFilter read(String text, Clock clock) {
        return new FilterParser(text, clock).read();
    }

    /**
     * Reads a filter that must be right.
     *
     * @throws InvalidValue with every finding and its column, if there is one
     */
    public static ConnectionFilter parse(String text, Clock clock) {
        ConnectionFilter filter = read(text, clock);
        if (!filter.findings.isEmpty()) {
            throw new InvalidValue(
                    filter.findings.stream().map(FilterFinding::toString).collect(Collectors.joining(" ")));
        }
        return filter;
    }

    /** Whether every connection meets it. */
    public boolean isAll() {
        return clauses.isEmpty();
    }

    /** Whether a connection meets it, at that time. */
    public boolean matches(FilterTarget target, Instant now) {
        for (Clause clause : clauses) {
            if (!clause.holds(target, now)) {
                return false;
            }
        }
        return true;
    }

    /** The same with {@code since:15m} and the like fixed, as seen from that time. */
    public ConnectionFilter at(Instant now) {
        return new ConnectionFilter(clauses.stream().map(c -> c.at(now)).toList(), findings);
    }

    /** Those of them for which another condition holds too. */
    public ConnectionFilter and(Condition condition) {
        return and(Clause.of(condition));
    }

    /** Those of them for which another clause holds too. */
    public ConnectionFilter and(Clause clause) {
        List<Clause> all = new ArrayList<>(clauses);
        all.add(clause);
        return new ConnectionFilter(all, findings);
    }
}
