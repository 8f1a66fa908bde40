package dev.culvert.store;

import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Reads the connections that a query asks for, within a transaction. */
final class ClosedRead {

    private ClosedRead() {}

    static List<ClosedConnection> find(Connection database, ClosedQuery query) throws SQLException {
        if (query.limit() == 0) {
            return List.of();
        }
        var search = new HistorySearch(database, query.filter());
        ConnectionId before = query.before();
        long below = before == null ? Long.MAX_VALUE : before.value();
        return query.order().equals(Order.NEWEST_FIRST)
                ? search.newest(below, query.limit())
                : sorted(search, below, query.order(), query.limit());
    }

    /** Those that come first in an order; no more are in memory than are asked for. */
    private static List<ClosedConnection> sorted(HistorySearch search, long below, Order order, int limit)
            throws SQLException {
        Comparator<SortKey> first = SortKey.comparator(order);
        PriorityQueue<SortKey> found = new PriorityQueue<>(first.reversed());
        search.each(below, target -> {
            found.add(SortKey.of(order, target));
            if (found.size() > limit) {
                found.remove();
            }
        });
        List<ClosedConnection> sorted = new ArrayList<>(found.size());
        while (!found.isEmpty()) {
            sorted.add(found.remove().target().connection());
        }
        return sorted.reversed();
    }

    /** Those that are kept of some ids. */
    static Map<Long, ClosedConnection> of(Connection database, Set<Long> ids) throws SQLException {
        Map<Long, ClosedConnection> found = new HashMap<>();
        if (!ids.isEmpty()) {
            var codes = new CodedTexts(database);
            for (BlockPlace block : BlockPlace.fresh(database)) {
                read(database, block, ids, codes, found);
            }
            for (HistoryPart part : HistoryPart.all(database)) {
                if (found.size() < ids.size() && mayHave(part.span(), ids, found)) {
                    for (BlockPlace block : part.places(database)) {
                        read(database, block, ids, codes, found);
                    }
                }
            }
        }
        return found;
    }

    private static void read(
            Connection database, BlockPlace block, Set<Long> ids, CodedTexts codes, Map<Long, ClosedConnection> found)
            throws SQLException {
        if (mayHave(block.span(), ids, found)) {
            for (CodedConnection row : block.rows(database)) {
                if (ids.contains(row.id())) {
                    found.put(row.id(), new DecodedConnection(row, codes).connection());
                }
            }
        }
    }

    private static boolean mayHave(BlockSpan span, Set<Long> ids, Map<Long, ClosedConnection> found) {
        for (long id : ids) {
            if (span.mayHave(id) && !found.containsKey(id)) {
                return true;
            }
        }
        return false;
    }
}
