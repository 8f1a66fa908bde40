package dev.culvert.store;

import dev.culvert.store.RowCondition.KeyRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that may hold what is looked for, those with the greatest ids first: blocks that are not indexed yet, and of each part
 * those that the index names, which it is asked when the part's turn comes. For one thread, within a transaction.
 */
final class BlockQueue implements AutoCloseable {

    static final String MASK = "select blocks from history_index where part = ? and kind = ? and key between ? and ?";
    private static final long ALL_BLOCKS = -1;

    private final Connection database;
    private final List<RowCondition> clauses;
    private final Bounds bounds;
    private final PreparedStatement mask;
    private final PairSearch pairs;
    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(
            Comparator.comparingLong((Candidate c) -> c.span().lastId()).reversed());

    /**
     * What the index does not know.
     *
     * @param since microseconds since 1970 from which on a connection must have begun
     * @param until before which it must have
     * @param before an id that is greater than those that are looked for
     */
    record Bounds(long since, long until, long before) {

        boolean mayMeet(BlockSpan span) {
            return span.connections() > 0
                    && span.firstId() < before
                    && span.startedTo() >= since
                    && span.startedFrom() < until;
        }
    }

    /** A part, or a block. */
    private record Candidate(
            BlockSpan span,
            @Nullable HistoryPart part,
            @Nullable BlockPlace block) {}

    BlockQueue(Connection database, List<RowCondition> clauses, Bounds bounds) throws SQLException {
        this.database = database;
        this.clauses = clauses;
        this.bounds = bounds;
        this.mask = database.prepareStatement(MASK);
        this.pairs = new PairSearch(database, clauses);
        BlockPlace.fresh(database).forEach(this::offer);
        for (HistoryPart part : HistoryPart.all(database)) {
            if (bounds.mayMeet(part.span())) {
                candidates.add(new Candidate(part.span(), part, null));
            }
        }
    }

    private void offer(BlockPlace block) {
        if (bounds.mayMeet(block.span())) {
            candidates.add(new Candidate(block.span(), null, block));
        }
    }

    /** The next block, which is not in the queue any more; null if there is none left. */
    @Nullable BlockPlace next() throws SQLException {
        BlockPlace block = null;
        while (block == null && !candidates.isEmpty()) {
            Candidate candidate = candidates.remove();
            block = candidate.block();
            if (candidate.part() != null) {
                open(candidate.part());
            }
        }
        return block;
    }

    /** Whether a block that is left may hold a greater id than that. */
    boolean mayHaveAbove(long id) {
        Candidate next = candidates.peek();
        return next != null && next.span().lastId() > id;
    }

    private void open(HistoryPart part) throws SQLException {
        long blocks = blocks(part.no());
        if (blocks != 0) {
            for (BlockPlace block : part.places(database)) {
                if ((blocks >>> (block.key() - part.block(0)) & 1) != 0) {
                    offer(block);
                }
            }
        }
    }

    private long blocks(long part) throws SQLException {
        long blocks = ALL_BLOCKS;
        for (RowCondition clause : clauses) {
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
