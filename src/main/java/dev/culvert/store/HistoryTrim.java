package dev.culvert.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Forgets the oldest connections, a block in a transaction. One thread at a time. */
final class HistoryTrim {

    /** So many pages are given back at once. */
    private static final int PAGES = 256;

    /** Free room that is kept for what comes next: an eighth of the file. */
    private static final long KEPT_PART = 8;

    private static final long KEPT_PAGES = 1_024;

    private static final String PART =
            "update history_part set (" + BlockSpan.COLUMNS + ", blocks) = (?, ?, ?, ?, ?, ?, ?) where no = ?";
    private static final String FRESH =
            "update history_fresh set (" + BlockSpan.COLUMNS + ", rows) = (?, ?, ?, ?, ?, ?, ?) where no = ?";

    private final Connection database;
    private final MinuteCounts minutes;

    HistoryTrim(Connection database) throws SQLException {
        this.database = database;
        this.minutes = new MinuteCounts(database);
    }

    long usedBytes() throws SQLException {
        return (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");
    }

    /** A block, and the part that it is of; null for one that is not indexed. */
    private record Place(@Nullable HistoryPart part, BlockPlace block) {}

    /** Forgets some that ended before a time; false if there is none. */
    boolean older(long limit) throws SQLException {
        Optional<Place> old = first(span -> span.endedFrom() < limit);
        if (old.isPresent()) {
            forget(old.get(), limit);
        }
        return old.isPresent();
    }

    /** Forgets some of the oldest; false if there is none. */
    boolean oldest() throws SQLException {
        Optional<Place> oldest = oldestBlock();
        if (oldest.isPresent()) {
            forget(oldest.get(), Long.MAX_VALUE);
        }
        return oldest.isPresent();
    }

    /** When the oldest began; the end of time if there is none. */
    long oldestStart() throws SQLException {
        return oldestBlock().map(place -> place.block().span().startedFrom()).orElse(Long.MAX_VALUE);
    }

    private Optional<Place> oldestBlock() throws SQLException {
        return first(span -> true);
    }

    /** The first that is so, those of the parts first: they were written before the others. */
    private Optional<Place> first(Predicate<BlockSpan> wanted) throws SQLException {
        for (HistoryPart part : HistoryPart.all(database)) {
            if (wanted.test(part.span())) {
                for (BlockPlace block : part.places(database)) {
                    if (wanted.test(block.span())) {
                        return Optional.of(new Place(part, block));
                    }
                }
            }
        }
        return BlockPlace.fresh(database).stream()
                .filter(block -> wanted.test(block.span()))
                .min(Comparator.comparingLong(block -> block.span().startedFrom()))
                .map(block -> new Place(null, block));
    }

    private void forget(Place place, long limit) throws SQLException {
        var codes = new CodedTexts(database);
        List<CodedConnection> kept = new ArrayList<>();
        for (CodedConnection row : place.block().rows(database)) {
            if (row.endedAt() < limit) {
                minutes.subtract(
                        row.startedAt(), codes.reason(row.shape().reason()).isRefusal());
            } else {
                kept.add(row);
            }
        }
        List<BlockSpan> spans = place.part() == null ? List.of() : place.part().blocks(database);
        // from here on the first statement must write: a transaction that begins by reading could not go on to it
        database.setAutoCommit(false);
        try {
            minutes.write();
            try (var statement = database.createStatement()) {
                int unused = statement.executeUpdate("delete from history_minute where connections <= 0");
            }
            if (place.part() == null) {
                keepFresh(place.block().key(), kept);
            } else {
                keep(place.part(), spans, place.block().key(), kept);
            }
            database.commit();
        } catch (SQLException e) {
            minutes.forget();
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private void keepFresh(long no, List<CodedConnection> kept) throws SQLException {
        if (kept.isEmpty()) {
            change("delete from history_fresh where no = ?", no);
            return;
        }
        try (PreparedStatement update = database.prepareStatement(FRESH)) {
            BlockSpan.of(kept).bind(update, 1);
            update.setBytes(7, block(kept));
            update.setLong(8, no);
            int unused = update.executeUpdate();
        }
    }

    private void keep(HistoryPart part, List<BlockSpan> before, long block, List<CodedConnection> kept)
            throws SQLException {
        List<BlockSpan> spans = new ArrayList<>(before);
        spans.set(Math.toIntExact(block - part.block(0)), BlockSpan.of(kept));
        BlockSpan all = BlockSpan.ofAll(spans);
        if (kept.isEmpty()) {
            change("delete from history_block where block = ?", block);
            change("delete from history_pairs where block = ?", block);
        } else {
            try (PreparedStatement update =
                    database.prepareStatement("update history_block set rows = ? where block = ?")) {
                update.setBytes(1, block(kept));
                update.setLong(2, block);
                int unused = update.executeUpdate();
            }
        }
        if (all.connections() == 0) {
            change("delete from history_part where no = ?", part.no());
            change("delete from history_index where part = ?", part.no());
        } else {
            try (PreparedStatement update = database.prepareStatement(PART)) {
                all.bind(update, 1);
                update.setBytes(7, BlockSpan.pack(spans));
                update.setLong(8, part.no());
                int unused = update.executeUpdate();
            }
        }
    }

    private static byte[] block(List<CodedConnection> rows) {
        var writer = new ConnectionBlock.Writer();
        rows.forEach(writer::add);
        return writer.end();
    }

    private void change(String sql, long key) throws SQLException {
        try (PreparedStatement change = database.prepareStatement(sql)) {
            change.setLong(1, key);
            int unused = change.executeUpdate();
        }
    }

    /** Gives a little of the free room back; false if that is not worth it, or cannot be done with this file. */
    boolean giveBack() throws SQLException {
        long free = pragma("freelist_count");
        boolean isWorthIt = free > KEPT_PAGES && free > pragma("page_count") / KEPT_PART;
        if (!isWorthIt || pragma("auto_vacuum") != 2) {
            return false;
        }
        try (var statement = database.createStatement()) {
            // an update is run to its end; this one would else stop after each page
            int unused = statement.executeUpdate("pragma incremental_vacuum(" + PAGES + ")");
        }
        return pragma("freelist_count") < free;
    }

    private long pragma(String name) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery("pragma " + name)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
