package dev.culvert.policy.expression;

import static dev.culvert.policy.expression.FunctionTable.INT;
import static dev.culvert.policy.expression.FunctionTable.LIST;
import static dev.culvert.policy.expression.FunctionTable.list;
import static dev.culvert.policy.expression.FunctionTable.number;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Functions of lists. */
final class ListFunctions {

    /** What the macro {@code sortBy} becomes: the list and the keys to sort it by. */
    static final String SORT_BY_KEYS = "@sortByKeys";

    private static final int LONGEST_RANGE = 10_000;
    private static final Set<Class<?>> SORTABLE = Set.of(
            Long.class, UnsignedLong.class, Double.class, Boolean.class, String.class, Duration.class, Instant.class);

    private ListFunctions() {}

    static void addTo(FunctionTable table) {
        table.add(
                "slice",
                Overload.member(
                        "list_slice",
                        LIST,
                        List.of(LIST, INT, INT),
                        a -> List.copyOf(list(a, 0).subList(number(a, 1), number(a, 2)))));
        table.add(
                "flatten",
                Overload.member(
                        "list_flatten", ListType.create(SimpleType.DYN), List.of(LIST), a -> flatten(list(a, 0), 1)),
                Overload.member(
                        "list_flatten_deep",
                        ListType.create(SimpleType.DYN),
                        List.of(LIST, INT),
                        a -> flatten(list(a, 0), number(a, 1))));
        table.add(
                "distinct",
                Overload.member(
                        "list_distinct", LIST, List.of(LIST), a -> List.copyOf(new LinkedHashSet<>(list(a, 0)))));
        table.add("sort", Overload.member("list_sort", LIST, List.of(LIST), a -> sortedBy(list(a, 0), list(a, 0))));
        table.add(
                SORT_BY_KEYS,
                Overload.global(
                        "list_sort_by_keys",
                        LIST,
                        List.of(LIST, ListType.create(TypeParamType.create("K"))),
                        a -> sortedBy(list(a, 0), list(a, 1))));
        table.add(
                "lists.range",
                Overload.global(
                        "lists_range", ListType.create(SimpleType.INT), List.of(INT), a -> range(number(a, 0))));
    }

    private static List<Long> range(int n) {
        if (n > LONGEST_RANGE) {
            throw new IllegalArgumentException("a range may have at most " + LONGEST_RANGE + " numbers");
        }
        return LongStream.range(0, n).boxed().toList();
    }

    private static List<Object> flatten(List<?> list, int depth) {
        if (depth < 0) {
            throw new IllegalArgumentException("the depth must not be negative");
        }
        List<Object> flat = new ArrayList<>();
        for (Object item : list) {
            if (depth > 0 && item instanceof List<?> inner) {
                flat.addAll(flatten(inner, depth - 1));
            } else {
                flat.add(item);
            }
        }
        return flat;
    }

    private static List<?> sortedBy(List<?> list, List<?> keys) {
        List<Class<?>> types =
                keys.stream().<Class<?>>map(Object::getClass).distinct().toList();
        if (types.size() > 1 || !SORTABLE.containsAll(types)) {
            throw new IllegalArgumentException(
                    "only numbers, texts, booleans or times, all of one type, can be sorted");
        }
        return IntStream.range(0, list.size())
                .boxed()
                .sorted(Comparator.comparing(i -> comparable(keys.get(i))))
                .<Object>map(list::get)
                .toList();
    }

    @SuppressWarnings("unchecked") // all keys were seen to be of one class, which compares itself
    private static Comparable<Object> comparable(Object key) {
        return (Comparable<Object>) key;
    }
}
