package dev.culvert.store;

import dev.culvert.store.RowCondition.KeyRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out the blocks in which what a filter wants occurs, but never in one row. For one thread and a database connection that
 * nobody writes through.
 */
final class PairSearch implements AutoCloseable {

    static final String KEYS =
            "select key, blocks from history_index where part = ? and kind = ? and key between ? and ? limit ?";
    static final String PAIRS = "select pairs from history_pairs where block = ?";

    /** With more values of a term in a part it is not worth it. */
    private static final int MOST_KEYS = 64;

    private final PreparedStatement keys;
    private final PreparedStatement pairs;
    private final List<List<KeyRange>> terms = new ArrayList<>();

    PairSearch(Connection database, List<RowCondition> clauses) throws SQLException {
        keys = database.prepareStatement(KEYS);
        pairs = database.prepareStatement(PAIRS);
        for (RowCondition clause : clauses) {
            List<KeyRange> ranges = clause.ranges();
            if (ranges != null && isPaired(ranges)) {
                terms.add(ranges);
            }
        }
    }

    private static boolean isPaired(List<KeyRange> ranges) {
        return !ranges.isEmpty()
                && ranges.stream().allMatch(r -> PairFilter.KINDS.contains(r.kind()))
                && ranges.stream().map(PairSearch::column).distinct().count() == 1;
    }

    /** What a row has one value of: its client is of one kind or the other. */
    private static IndexKind column(KeyRange range) {
        return range.kind() == IndexKind.CLIENT_V6_HOST ? IndexKind.CLIENT_V4 : range.kind();
    }

    /** A value that a term may mean, and the blocks where it occurs. */
    private record Value(IndexKind column, long mixed, long blocks) {}

    /** Those of the blocks of a part that are left. */
    long of(long part, long blocks) throws SQLException {
        if (terms.size() < 2 || blocks == 0) {
            return blocks;
        }
        List<List<Value>> values = new ArrayList<>();
        for (List<KeyRange> term : terms) {
            List<Value> found = values(part, term);
            if (found.size() <= MOST_KEYS) {
                values.add(found);
            }
        }
        long left = blocks;
        for (long rest = blocks; values.size() > 1 && rest != 0; rest &= rest - 1) {
            if (!mayHave(part, Long.numberOfTrailingZeros(rest), values)) {
                left &= ~Long.lowestOneBit(rest);
            }
        }
        return left;
    }

    private List<Value> values(long part, List<KeyRange> term) throws SQLException {
        List<Value> found = new ArrayList<>();
        keys.setLong(1, part);
        for (KeyRange range : term) {
            keys.setInt(2, range.kind().code());
            keys.setLong(3, range.lowest());
            keys.setLong(4, range.highest());
            keys.setInt(5, MOST_KEYS + 1);
            try (ResultSet row = keys.executeQuery()) {
                while (found.size() <= MOST_KEYS && row.next()) {
                    found.add(new Value(column(range), PairFilter.mixed(range.kind(), row.getLong(1)), row.getLong(2)));
                }
            }
        }
        return found;
    }

    private boolean mayHave(long part, int place, List<List<Value>> values) throws SQLException {
        PairFilter filter;
        pairs.setLong(1, part * HistoryPart.BLOCKS + place);
        try (ResultSet row = pairs.executeQuery()) {
            if (!row.next()) {
                return true;
            }
            filter = PairFilter.of(row.getBytes(1));
        }
        for (int i = 1; i < values.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!mayHave(filter, 1L << place, values.get(i), values.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean mayHave(PairFilter filter, long block, List<Value> ones, List<Value> others) {
        for (Value one : ones) {
            for (Value other : others) {
                boolean areHere = (one.blocks() & other.blocks() & block) != 0;
                // two terms may ask for one column, which is paired with the others only
                boolean isNoPair = one.column() == other.column();
                if (areHere && (isNoPair || filter.mayHave(one.mixed(), other.mixed()))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() throws SQLException {
        keys.close();
        pairs.close();
    }
}
