package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.filter.Clause;
import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.ConnectionFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Finds the connections that meet a filter. For one thread, within a transaction, so that nothing is moved meanwhile. */
final class HistorySearch {

    /** Takes connections that meet the filter, in any order. */
    interface Receiver {
        void take(DecodedConnection found) throws SQLException;

        /** Asked after each block. */
        default boolean wantsMore() {
            return true;
        }
    }

    private final Connection database;
    private final CodedTexts codes;
    private final List<RowCondition> clauses;
    private long since = Long.MIN_VALUE;
    private long until = Long.MAX_VALUE;

    HistorySearch(Connection database, ConnectionFilter filter) throws SQLException {
        this.database = database;
        ConnectionFilter fixed = filter.at(Instant.now());
        this.codes = new CodedTexts(database);
        this.clauses = new RowConditions(new Dictionary(database)).clauses(fixed);
        fixed.clauses().forEach(this::limitTime);
    }

    private void limitTime(Clause clause) {
        if (!clause.isExcluding()
                && clause.anyOf().size() == 1
                && clause.anyOf().getFirst() instanceof Condition.Started started) {
            long moment = Micros.ceiling(started.moment().at(Instant.MAX));
            if (started.since()) {
                since = Math.max(since, moment);
            } else {
                until = Math.min(until, moment);
            }
        }
    }

    /** The blocks in which connections below an id may be that meet the filter. */
    BlockQueue blocks(long before) throws SQLException {
        return new BlockQueue(database, clauses, new BlockQueue.Bounds(since, until, before));
    }

    /** The newest ones with an id below another, the newest first; at least one is wanted. */
    List<ClosedConnection> newest(long before, int limit) throws SQLException {
        PriorityQueue<CodedConnection> found = new PriorityQueue<>(Comparator.comparingLong(CodedConnection::id));
        try (var blocks = blocks(before)) {
            @Nullable BlockPlace block = blocks.next();
            while (block != null) {
                for (CodedConnection row : block.rows(database)) {
                    if (row.id() < before && isWanted(row, found, limit) && meets(row)) {
                        found.add(row);
                    }
                    if (found.size() > limit) {
                        found.remove();
                    }
                }
                boolean isEnough = found.size() == limit
                        && !blocks.mayHaveAbove(found.element().id());
                block = isEnough ? null : blocks.next();
            }
        }
        List<ClosedConnection> newest = new ArrayList<>(found.size());
        while (!found.isEmpty()) {
            newest.add(new DecodedConnection(found.remove(), codes).connection());
        }
        return newest.reversed();
    }

    /** Whether there are not enough yet, or it is newer than the oldest of them. */
    private static boolean isWanted(CodedConnection row, PriorityQueue<CodedConnection> found, int limit) {
        return found.size() < limit || row.id() > found.element().id();
    }

    /** Gives all of them to a receiver, or those until it wants no more. */
    void each(Receiver receiver) throws SQLException {
        each(Long.MAX_VALUE, receiver);
    }

    /** Gives those with an id below another. */
    void each(long before, Receiver receiver) throws SQLException {
        try (var blocks = blocks(before)) {
            @Nullable BlockPlace block = blocks.next();
            while (block != null) {
                for (CodedConnection row : block.rows(database)) {
                    if (row.id() < before && meets(row)) {
                        receiver.take(new DecodedConnection(row, codes));
                    }
                }
                block = receiver.wantsMore() ? blocks.next() : null;
            }
        }
    }

    private boolean meets(CodedConnection row) {
        for (RowCondition clause : clauses) {
            if (!clause.holds().test(row)) {
                return false;
            }
        }
        return true;
    }
}
