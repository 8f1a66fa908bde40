package dev.culvert.store;

/**
 * How many connections there are in each part of a span of time, in order.
 *
 * @param others those that were not refused
 * @param refused those that were
 * @param isWhole whether all have been counted
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HistoryCounts(HistorySpan span, long[] others, long[] refused, boolean isWhole) {

    /** All of them. */
    public long total() {
        long sum = 0;
        for (int i = 0; i < others.length; i++) {
            sum += others[i] + refused[i];
        }
        return sum;
    }
}
