package dev.culvert.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a row, and where the index finds those of which it may.
 *
 * @param holds whether it does
 * @param ranges keys of which each such row has one; null if the index does not help
 */
record RowCondition(
        Predicate<CodedConnection> holds, @Nullable List<KeyRange> ranges) {

    static final RowCondition ALWAYS = of(row -> true);
    static final RowCondition NEVER = new RowCondition(row -> false, List.of());

    /** Keys from the lowest to the highest, both included. */
    record KeyRange(IndexKind kind, long lowest, long highest) {}

    static RowCondition of(Predicate<CodedConnection> holds) {
        return new RowCondition(holds, null);
    }

    /** A column that has one of some codes, which the database counts from 0. */
    static RowCondition oneOf(ToLongFunction<CodedConnection> column, List<Long> codes) {
        var wanted = new BitSet();
        codes.forEach(code -> wanted.set(Math.toIntExact(code)));
        return codes.isEmpty() ? NEVER : of(row -> wanted.get((int) column.applyAsLong(row)));
    }

    /** The codes are keys of that kind. */
    static RowCondition oneOf(ToLongFunction<CodedConnection> column, List<Long> codes, IndexKind kind) {
        return new RowCondition(
                oneOf(column, codes).holds,
                codes.stream().map(code -> new KeyRange(kind, code, code)).toList());
    }

    RowCondition in(IndexKind kind, long lowest, long highest) {
        return new RowCondition(holds, List.of(new KeyRange(kind, lowest, highest)));
    }

    RowCondition and(Predicate<CodedConnection> more) {
        return new RowCondition(holds.and(more), ranges);
    }

    RowCondition not() {
        return of(holds.negate());
    }

    static RowCondition any(List<RowCondition> parts) {
        Predicate<CodedConnection> holds = parts.getFirst().holds;
        for (RowCondition part : parts.subList(1, parts.size())) {
            holds = holds.or(part.holds);
        }
        return new RowCondition(holds, ranges(parts));
    }

    private static @Nullable List<KeyRange> ranges(List<RowCondition> parts) {
        List<KeyRange> all = new ArrayList<>();
        for (RowCondition part : parts) {
            if (part.ranges == null) {
                return null;
            }
            all.addAll(part.ranges);
        }
        return all;
    }
}
