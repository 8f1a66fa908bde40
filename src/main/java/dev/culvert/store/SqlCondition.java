package dev.culvert.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition on rows of {@code history h}, and where the index finds those that meet it.
 *
 * @param text SQL that is true or false and never null
 * @param values what stands for its question marks
 * @param ranges keys of which rows that meet it have one; null if the index does not help
 */
record SqlCondition(
        String text, List<Object> values, @Nullable List<KeyRange> ranges) {

    static final SqlCondition ALWAYS = new SqlCondition("1", List.of(), null);
    static final SqlCondition NEVER = new SqlCondition("0", List.of(), List.of());

    /** Keys from the lowest to the highest, both included. */
    record KeyRange(IndexKind kind, long lowest, long highest) {}

    static SqlCondition of(String text, Object... values) {
        return new SqlCondition(text, List.of(values), null);
    }

    /** A column that has one of some codes. */
    static SqlCondition oneOf(String column, List<Long> codes, @Nullable IndexKind kind) {
        if (codes.isEmpty()) {
            return NEVER;
        }
        String list = codes.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new SqlCondition(
                column + " in (" + list + ")",
                List.of(),
                kind == null
                        ? null
                        : codes.stream()
                                .map(code -> new KeyRange(kind, code, code))
                                .toList());
    }

    SqlCondition in(IndexKind kind, long lowest, long highest) {
        return new SqlCondition(text, values, List.of(new KeyRange(kind, lowest, highest)));
    }

    SqlCondition and(String more, Object... moreValues) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(moreValues));
        return new SqlCondition(text + " and " + more, all, ranges);
    }

    SqlCondition not() {
        return new SqlCondition("not (" + text + ")", values, null);
    }

    static SqlCondition any(List<SqlCondition> parts) {
        List<KeyRange> ranges = new ArrayList<>();
        boolean isIndexed = true;
        for (SqlCondition part : parts) {
            List<KeyRange> some = part.ranges;
            isIndexed &= some != null;
            ranges.addAll(some == null ? List.of() : some);
        }
        return joined(" or ", parts, isIndexed ? ranges : null);
    }

    static SqlCondition all(List<SqlCondition> parts) {
        return parts.isEmpty() ? ALWAYS : joined(" and ", parts, null);
    }

    private static SqlCondition joined(String word, List<SqlCondition> parts, @Nullable List<KeyRange> ranges) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return new SqlCondition(
                parts.stream().map(p -> "(" + p.text + ")").collect(Collectors.joining(word)),
                parts.stream().flatMap(p -> p.values.stream()).toList(),
                ranges);
    }
}
