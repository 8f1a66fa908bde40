package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.filter.Clause;
import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.store.RowCondition.KeyRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the connections that meet a filter, in the blocks that may hold some: those that are not indexed yet, and of each part
 * those that the index names. For one thread, within a transaction, so that nothing is moved meanwhile.
 */
final class HistorySearch implements AutoCloseable {

    static final String MASK = "select blocks from history_index where part = ? and kind = ? and key between ? and ?";
    private static final long ALL_BLOCKS = -1;

    /** Takes connections that meet the filter, in any order; answers whether it wants more blocks. */
    interface Receiver {
        void take(DecodedRow found) throws SQLException;

        /** Asked after each block. */
        default boolean wantsMore() {
            return true;
        }
    }

    private final Connection database;
    private final CodedTexts codes;
    private final List<RowCondition> clauses;
    private final PreparedStatement mask;
    private final PairSearch pairs;
    private long since = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;

    HistorySearch(Connection database, ConnectionFilter filter) throws SQLException {
        this.database = database;
        ConnectionFilter fixed = filter.at(Instant.now());
        this.codes = new CodedTexts(database);
        this.clauses = new RowConditions(new Dictionary(database)).clauses(fixed);
        this.mask = database.prepareStatement(MASK);
        this.pairs = new PairSearch(database, clauses);
        fixed.clauses().forEach(this::limitTime);
    }

    private void limitTime(Clause clause) {
        if (!clause.isExcluding()
                && clause.anyOf().size() == 1
                && clause.anyOf().getFirst() instanceof Condition.Started started) {
            Instant moment = started.moment().at(Instant.MAX);
            if (started.since()) {
                since = Math.max(since, Micros.of(moment));
            } else {
                until = Math.min(until, Micros.ceiling(moment));
            }
        }
    }

    /** The newest ones with an id below another, the newest first. */
    List<ClosedConnection> newest(long before, int limit) throws SQLException {
        PriorityQueue<DecodedRow> found = new PriorityQueue<>(
                Comparator.comparingLong(target -> target.row().id()));
        var candidates = candidates(before);
        while (!candidates.isEmpty() && !isEnough(found, limit, candidates.peek())) {
            for (BlockPlace block : candidates.remove().blocks(this, candidates)) {
                for (ClosedRow row : block.rows(database)) {
                    boolean isNewEnough = found.size() < limit
                            || row.id() > found.peek().row().id();
                    if (row.id() < before && isNewEnough && meets(row)) {
                        found.add(new DecodedRow(row, codes));
                        if (found.size() > limit) {
                            found.remove();
                        }
                    }
                }
            }
        }
        List<ClosedConnection> newest = new ArrayList<>(found.size());
        while (!found.isEmpty()) {
            newest.add(found.remove().connection());
        }
        return newest.reversed();
    }

    /** Whether there are as many as are wanted, and none that is left can be newer than one of them. */
    private static boolean isEnough(PriorityQueue<DecodedRow> found, int limit, Candidate next) {
        return found.size() == limit && found.peek().row().id() >= next.span().lastId();
    }

    /** Gives all of them to a receiver. */
    void each(Receiver receiver) throws SQLException {
        each(Long.MAX_VALUE, receiver);
    }

    /** Gives those with an id below another to a receiver. */
    void each(long before, Receiver receiver) throws SQLException {
        var candidates = candidates(before);
        while (!candidates.isEmpty()) {
            for (BlockPlace block : candidates.remove().blocks(this, candidates)) {
                for (ClosedRow row : block.rows(database)) {
                    if (row.id() < before && meets(row)) {
                        receiver.take(new DecodedRow(row, codes));
                    }
                }
                if (!receiver.wantsMore()) {
                    return;
                }
            }
        }
    }

    private boolean meets(ClosedRow row) {
        for (RowCondition clause : clauses) {
            if (!clause.holds().test(row)) {
                return false;
            }
        }
        return true;
    }

    /** How many blocks would be read. */
    int blocks() throws SQLException {
        int blocks = 0;
        var candidates = candidates(Long.MAX_VALUE);
        while (!candidates.isEmpty()) {
            blocks += candidates.remove().blocks(this, candidates).size();
        }
        return blocks;
    }

    /** A part whose blocks nobody has asked for yet, or a block. */
    private record Candidate(
            BlockSpan span,
            @Nullable HistoryPart part,
            @Nullable BlockPlace block) {

        /** The block; the blocks of a part come among the candidates. */
        List<BlockPlace> blocks(HistorySearch search, PriorityQueue<Candidate> candidates) throws SQLException {
            if (part != null) {
                search.addBlocks(part, candidates);
                return List.of();
            }
            return block == null ? List.of() : List.of(block);
        }
    }

    /** The one that may hold the newest connections first. */
    private PriorityQueue<Candidate> candidates(long before) throws SQLException {
        PriorityQueue<Candidate> candidates = new PriorityQueue<>(
                Comparator.comparingLong((Candidate c) -> c.span().lastId()).reversed());
        for (BlockPlace fresh : BlockPlace.fresh(database)) {
            if (mayMeet(fresh.span(), before)) {
                candidates.add(new Candidate(fresh.span(), null, fresh));
            }
        }
        for (HistoryPart part : HistoryPart.all(database)) {
            if (mayMeet(part.span(), before)) {
                candidates.add(new Candidate(part.span(), part, null));
            }
        }
        return candidates;
    }

    private boolean mayMeet(BlockSpan span, long before) {
        return span.connections() > 0
                && span.firstId() < before
                && span.startedTo() >= since
                && span.startedFrom() < until;
    }

    private void addBlocks(HistoryPart part, PriorityQueue<Candidate> candidates) throws SQLException {
        long blocks = blocks(part.no());
        if (blocks == 0) {
            return;
        }
        List<BlockSpan> spans = part.blocks(database);
        for (int place = 0; place < spans.size(); place++) {
            BlockSpan span = spans.get(place);
            if ((blocks >>> place & 1) != 0 && mayMeet(span, Long.MAX_VALUE)) {
                candidates.add(new Candidate(span, null, new BlockPlace(false, part.block(place), span)));
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
