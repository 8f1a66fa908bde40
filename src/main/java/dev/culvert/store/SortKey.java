package dev.culvert.store;

import dev.culvert.model.filter.Condition;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What connections are compared by in an order.
 *
 * @param keys numbers, texts and bytes, the first one first
 */
record SortKey(List<Object> keys, DecodedConnection target) {

    static SortKey of(Order order, DecodedConnection target) {
        return new SortKey(keys(order.by(), target), target);
    }

    private static List<Object> keys(Order.By by, DecodedConnection target) {
        CodedConnection row = target.row();
        return switch (by) {
            case STARTED -> List.of(row.id());
            case ENDED -> List.of(row.endedAt());
            case DURATION -> List.of(row.lasted());
            case CONNECT -> List.of(row.connected());
            case BYTES -> List.of(IndexKind.total(row.bytesIn(), row.bytesOut()));
            case IN -> List.of(row.bytesIn());
            case OUT -> List.of(row.bytesOut());
            case ENDPOINT -> List.of(Condition.Saying.folded(target.endpointName()));
            case CLIENT -> List.of((long) row.client().length, row.client(), (long) row.clientPort());
            case UPSTREAM -> List.of(target.upstreamUrl());
            case REASON -> List.of(target.reason().wireName());
            case RULE -> List.of(Condition.Saying.folded(target.decision().rule()));
            case ERROR -> List.of(target.error());
        };
    }

    /** Those that are alike come the newest first. */
    static Comparator<SortKey> comparator(Order order) {
        Comparator<SortKey> byKeys = SortKey::compareKeys;
        return (order.isDescending() ? byKeys.reversed() : byKeys)
                .thenComparing(
                        Comparator.<SortKey>comparingLong(k -> k.target.row().id())
                                .reversed());
    }

    private static int compareKeys(SortKey one, SortKey other) {
        int difference = 0;
        for (int i = 0; difference == 0 && i < one.keys.size(); i++) {
            difference = compare(one.keys.get(i), other.keys.get(i));
        }
        return difference;
    }

    private static int compare(Object one, Object other) {
        return switch (one) {
            case Long number -> number.compareTo((Long) other);
            case String text -> text.compareTo((String) other);
            case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) other);
            default -> throw new IllegalArgumentException("nothing to sort by: " + one);
        };
    }
}
