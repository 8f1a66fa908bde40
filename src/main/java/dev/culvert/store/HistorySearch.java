package dev.culvert.store;

import dev.culvert.model.filter.Clause;
import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.SqlCondition.KeyRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Finds the ranges of ids in which rows can meet a filter, the newest first: what is not indexed yet, then in each part the
 * blocks that the index names. For one thread and a database connection that nobody writes through.
 */
final class HistorySearch implements AutoCloseable {

    static final String MASK = "select blocks from history_index where part = ? and kind = ? and key between ? and ?";
    private static final long ALL_BLOCKS = -1;

    /** Takes ranges of ids, both ends included, the newest first; answers whether it wants more. */
    interface Ranges {
        boolean take(long first, long last) throws SQLException;
    }

    private final List<HistoryPart> parts;
    private final List<SqlCondition> clauses;
    private final SqlCondition where;
    private final PreparedStatement mask;
    private final PairSearch pairs;
    private long since = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;

    HistorySearch(Connection database, ConnectionFilter filter) throws SQLException {
        ConnectionFilter fixed = filter.at(Instant.now());
        this.parts = HistoryPart.all(database);
        this.clauses = new FilterSql(new Dictionary(database)).clauses(fixed);
        this.where = SqlCondition.all(clauses);
        this.mask = database.prepareStatement(MASK);
        this.pairs = new PairSearch(database, clauses);
        fixed.clauses().forEach(this::limitTime);
    }

    private void limitTime(Clause clause) {
        if (!clause.isExcluding()
                && clause.anyOf().size() == 1
                && clause.anyOf().getFirst() instanceof Condition.Started started) {
            long at = FilterSql.ceiling(started.moment().at(Instant.MAX));
            if (started.since()) {
                since = Math.max(since, at);
            } else {
                until = Math.min(until, at);
            }
        }
    }

    /** What the rows of the ranges must meet. */
    SqlCondition where() {
        return where;
    }

    /** Gives the ranges below an id, until the receiver has enough. */
    void ranges(long before, Ranges receiver) throws SQLException {
        long sealed = parts.isEmpty() ? Long.MIN_VALUE : parts.getLast().lastId();
        boolean goOn = before - 1 <= sealed || receiver.take(parts.isEmpty() ? sealed : sealed + 1, before - 1);
        for (int i = parts.size() - 1; goOn && i >= 0; i--) {
            HistoryPart part = parts.get(i);
            if (part.firstId() < before && part.startedTo() >= since && part.startedFrom() < until) {
                goOn = blocks(part, blocks(part.no()), before, receiver);
            }
        }
    }

    /** Blocks side by side make one range. */
    private static boolean blocks(HistoryPart part, long blocks, long before, Ranges receiver) throws SQLException {
        int block = part.blockEnds().length - 1;
        while (block >= 0) {
            int last = block;
            while (block >= 0 && (blocks >>> block & 1) != 0) {
                block--;
            }
            long first = block == last ? before : part.firstIdOf(block + 1);
            if (first < before && !receiver.take(first, Math.min(before - 1, part.blockEnds()[last]))) {
                return false;
            }
            block--;
        }
        return true;
    }

    private long blocks(long part) throws SQLException {
        long blocks = ALL_BLOCKS;
        for (SqlCondition clause : clauses) {
            List<KeyRange> ranges = clause.ranges();
            if (ranges != null && blocks != 0) {
                blocks &= blocks(part, ranges, blocks);
            }
        }
        return pairs.of(part, blocks);
    }

    private long blocks(long part, List<KeyRange> ranges, long wanted) throws SQLException {
        long found = 0;
        mask.setLong(1, part);
        for (KeyRange range : ranges) {
            mask.setInt(2, range.kind().code());
            mask.setLong(3, range.lowest());
            mask.setLong(4, range.highest());
            try (ResultSet row = mask.executeQuery()) {
                while ((found & wanted) != wanted && row.next()) {
                    found |= row.getLong(1);
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        mask.close();
        pairs.close();
    }
}
