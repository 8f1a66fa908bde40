package dev.culvert.ui.connections;

import dev.culvert.engine.LiveConnection;
import dev.culvert.model.ConnectionId;
import dev.culvert.model.EndpointId;
import dev.culvert.model.Upstream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the open connections: one row for each, and another row only when the connection has changed. Bytes and
 * states are looked at in every beat; rates and the time since the last byte once a second.
 */
final class LiveConnections {

    private static final long MEASURE_MS = 1_000;
    /** A beat may come a little early. */
    private static final long SLACK_MS = 20;
    /** The engine tells idle times exact to a second. */
    private static final long IDLE_JITTER_MS = 1_500;
    /** For how long after its last byte a connection's idle times may still be unknown to the engine. */
    private static final long SETTLING_MS = 3_000;
    /** Asking for idle times costs more than all the rest, so quiet connections are asked rarely. */
    private static final long ASK_QUIET_EVERY = 5;
    /** Who was away for longer than this is not told what is new. */
    private static final long AWAY_MS = 2_000;

    private static final class Followed {
        private LiveRow row;
        private long measuredIn;
        private long measuredOut;
        private long beat;
        private long movedAt;

        private Followed(LiveRow row) {
            this.row = row;
        }
    }

    private final Supplier<? extends Collection<? extends LiveConnection>> source;
    private final @Nullable EndpointId only;
    private final Map<ConnectionId, Followed> byId = new HashMap<>();
    private final List<Followed> inOrder = new ArrayList<>();
    private long beat;
    private long lastBeatAt;
    private long measuredAt;
    private long newestSeen;

    /**
     * Follows nothing until {@link #follow}.
     *
     * @param only the endpoint whose connections are followed; null for all
     */
    LiveConnections(Supplier<? extends Collection<? extends LiveConnection>> source, @Nullable EndpointId only) {
        this.source = source;
        this.only = only;
    }

    /** Looks at every open connection once, and says whether a row has come, gone or changed. */
    boolean follow(long now) {
        beat++;
        long sinceMeasured = now - measuredAt;
        boolean measuring = sinceMeasured >= MEASURE_MS - SLACK_MS || sinceMeasured < 0;
        long seen = now - lastBeatAt > AWAY_MS ? 0 : now;
        boolean changed = false;
        int open = 0;
        for (LiveConnection connection : source.get()) {
            if (only != null && !only.equals(connection.endpoint())) {
                continue;
            }
            Followed followed = byId.get(connection.id());
            if (followed == null) {
                followed = begin(connection, now, seen);
                changed = true;
            } else if (followed.beat == beat) {
                continue;
            }
            followed.beat = beat;
            open++;
            changed |= look(followed, measuring, beat % ASK_QUIET_EVERY == 0, sinceMeasured, now);
        }
        if (open < byId.size()) {
            inOrder.removeIf(f -> f.beat != beat);
            byId.values().removeIf(f -> f.beat != beat);
            changed = true;
        }
        if (measuring) {
            measuredAt = now;
        }
        lastBeatAt = now;
        return changed;
    }

    private Followed begin(LiveConnection connection, long now, long seen) {
        var row = new LiveRow(
                LiveRow.Origin.of(connection, seen),
                connection.state(),
                upstream(connection),
                0,
                0,
                0,
                0,
                now - connection.clientIdle().toMillis(),
                now - connection.serverIdle().toMillis());
        var followed = new Followed(row);
        followed.movedAt = now;
        // what moved before the first look says nothing of the rate, unless it was accepted since
        if (measuredAt == 0 || row.startedAt() < measuredAt) {
            followed.measuredIn = connection.bytesIn();
            followed.measuredOut = connection.bytesOut();
        }
        newestSeen = Math.max(newestSeen, seen);
        byId.put(connection.id(), followed);
        inOrder.add(followed);
        return followed;
    }

    private static boolean look(Followed followed, boolean measuring, boolean askingAll, long sinceMeasured, long now) {
        LiveRow row = followed.row;
        LiveConnection connection = row.origin().source();
        long in = connection.bytesIn();
        long out = connection.bytesOut();
        double inRate = row.inRate();
        double outRate = row.outRate();
        boolean moved = in != row.bytesIn() || out != row.bytesOut();
        if (moved) {
            followed.movedAt = now;
        }
        boolean isSameClient = row.origin().isCurrent();
        boolean same = !moved && connection.state() == row.state() && isSameClient;
        if (measuring) {
            inRate = rate(in - followed.measuredIn, sinceMeasured);
            outRate = rate(out - followed.measuredOut, sinceMeasured);
            followed.measuredIn = in;
            followed.measuredOut = out;
            same = same
                    && inRate == row.inRate()
                    && outRate == row.outRate()
                    && ((now - followed.movedAt > SETTLING_MS && !askingAll) || knowsIdleTimes(row, connection, now));
        }
        if (same) {
            return false;
        }
        followed.row = new LiveRow(
                isSameClient
                        ? row.origin()
                        : LiveRow.Origin.of(connection, row.origin().firstSeen()),
                connection.state(),
                row.upstream().isEmpty() ? upstream(connection) : row.upstream(),
                in,
                out,
                inRate,
                outRate,
                now - connection.clientIdle().toMillis(),
                now - connection.serverIdle().toMillis());
        return true;
    }

    private static boolean knowsIdleTimes(LiveRow row, LiveConnection connection, long now) {
        return near(row.clientQuietSince(), now - connection.clientIdle().toMillis())
                && near(row.serverQuietSince(), now - connection.serverIdle().toMillis());
    }

    private static double rate(long bytes, long millis) {
        return millis <= 0 ? 0 : bytes * 1_000.0 / millis;
    }

    private static boolean near(long one, long other) {
        return Math.abs(one - other) <= IDLE_JITTER_MS;
    }

    private static String upstream(LiveConnection connection) {
        Upstream upstream = connection.upstream();
        return upstream == null ? "" : upstream.toString();
    }

    /** Whether a row came into being after that time. */
    boolean anySeenSince(long time) {
        return newestSeen > time;
    }

    /** The row of that connection; null if it is not open. */
    @Nullable LiveRow find(ConnectionId id) {
        Followed followed = byId.get(id);
        return followed == null ? null : followed.row;
    }

    /** How many are followed. */
    int size() {
        return inOrder.size();
    }

    /** The rows that meet the condition, in order. Nearly sorted already from the last time, so this is quick. */
    List<LiveRow> arrange(Predicate<LiveRow> wanted, Comparator<LiveRow> order) {
        inOrder.sort((a, b) -> order.compare(a.row, b.row));
        List<LiveRow> rows = new ArrayList<>(inOrder.size());
        for (Followed followed : inOrder) {
            if (wanted.test(followed.row)) {
                rows.add(followed.row);
            }
        }
        return rows;
    }
}
