package dev.culvert.store;

import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.Moment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Counts connections by time: from the counts of the minutes where that is enough, else from the rows. */
final class HistoryCounting {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private HistoryCounting() {}

    static Optional<HistorySpan> extent(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery("select min(minute), max(minute) from history_minute")) {
            long first = row.getLong(1);
            return row.wasNull()
                    ? Optional.empty()
                    : Optional.of(new HistorySpan(
                            Micros.toInstant(first * MinuteCounts.MINUTE_US),
                            Micros.toInstant((row.getLong(2) + 1) * MinuteCounts.MINUTE_US),
                            MINUTE));
        }
    }

    static HistoryCounts count(
            Connection database, ConnectionFilter filter, HistorySpan span, BooleanSupplier isCancelled)
            throws SQLException {
        boolean areMinutesEnough = filter.isAll()
                && Micros.of(span.from()) % MinuteCounts.MINUTE_US == 0
                && span.step().toNanos() % MINUTE.toNanos() == 0;
        return areMinutesEnough ? ofMinutes(database, span) : ofRows(database, filter, span, isCancelled);
    }

    private static HistoryCounts ofMinutes(Connection database, HistorySpan span) throws SQLException {
        var counts = new HistoryCounts(span, new long[span.parts()], new long[span.parts()], true);
        try (PreparedStatement minutes = database.prepareStatement(
                "select (minute * ?1 - ?2) / ?3, sum(connections), sum(refused) from history_minute"
                        + " where minute * ?1 >= ?2 and minute * ?1 < ?4 group by 1")) {
            minutes.setLong(1, MinuteCounts.MINUTE_US);
            minutes.setLong(2, Micros.of(span.from()));
            minutes.setLong(3, span.step().toNanos() / 1000);
            minutes.setLong(4, Micros.of(span.to()));
            add(minutes, counts);
        }
        return counts;
    }

    private static HistoryCounts ofRows(
            Connection database, ConnectionFilter filter, HistorySpan span, BooleanSupplier isCancelled)
            throws SQLException {
        var counts = new HistoryCounts(span, new long[span.parts()], new long[span.parts()], true);
        ConnectionFilter within = filter.and(new Condition.Started(true, new Moment.Fixed(span.from())))
                .and(new Condition.Started(false, new Moment.Fixed(span.to())));
        var counting = new Counting(counts, isCancelled);
        new HistorySearch(database, within).each(counting);
        return counting.isCancelled ? new HistoryCounts(span, counts.others(), counts.refused(), false) : counts;
    }

    private static final class Counting implements HistorySearch.Receiver {

        private final HistoryCounts counts;
        private final BooleanSupplier cancelling;
        private final long from;
        private final long step;
        private boolean isCancelled;

        Counting(HistoryCounts counts, BooleanSupplier cancelling) {
            this.counts = counts;
            this.cancelling = cancelling;
            this.from = Micros.of(counts.span().from());
            this.step = counts.span().step().toNanos() / 1_000;
        }

        @Override
        public void take(DecodedConnection found) {
            long[] kind = found.reason().isRefusal() ? counts.refused() : counts.others();
            kind[Math.toIntExact((found.row().startedAt() - from) / step)]++;
        }

        @Override
        public boolean wantsMore() {
            isCancelled = cancelling.getAsBoolean();
            return !isCancelled;
        }
    }

    private static void add(PreparedStatement counting, HistoryCounts counts) throws SQLException {
        try (ResultSet row = counting.executeQuery()) {
            while (row.next()) {
                int part = row.getInt(1);
                counts.refused()[part] += row.getLong(3);
                counts.others()[part] += row.getLong(2) - row.getLong(3);
            }
        }
    }
}
