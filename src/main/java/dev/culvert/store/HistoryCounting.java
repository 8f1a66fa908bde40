package dev.culvert.store;

import dev.culvert.model.CloseReason;
import dev.culvert.model.filter.Condition;
import dev.culvert.model.filter.ConnectionFilter;
import dev.culvert.model.filter.Moment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
        var cancelled = new AtomicBoolean();
        try (var search = new HistorySearch(database, within);
                PreparedStatement rows = database.prepareStatement(sql(database, search.where(), span))) {
            search.ranges(Long.MAX_VALUE, (first, last) -> {
                cancelled.set(isCancelled.getAsBoolean());
                if (!cancelled.get()) {
                    ClosedRead.bind(rows, first, last, search.where());
                    add(rows, counts);
                }
                return !cancelled.get();
            });
        }
        return cancelled.get() ? new HistoryCounts(span, counts.others(), counts.refused(), false) : counts;
    }

    private static String sql(Connection database, SqlCondition where, HistorySpan span) throws SQLException {
        String refused = SqlCondition.oneOf("h.reason", new Dictionary(database).texts(text -> isRefusal(text)), null)
                .text();
        return "select (h.started_at - " + Micros.of(span.from()) + ") / "
                + span.step().toNanos() / 1000
                + ", count(*), sum(" + refused + ") from history h where h.id between ? and ? and (" + where.text()
                + ") group by 1";
    }

    static boolean isRefusal(String reason) {
        for (CloseReason known : CloseReason.values()) {
            if (known.isRefusal() && known.wireName().equals(reason)) {
                return true;
            }
        }
        return false;
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
