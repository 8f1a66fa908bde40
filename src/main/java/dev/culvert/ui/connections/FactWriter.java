package dev.culvert.ui.connections;

import dev.culvert.engine.LiveConnection;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.DecisionRecord;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.connections.Facts.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts connections into words. */
final class FactWriter {

    private final Messages texts = Messages.of(FactWriter.class);
    private final ZoneId zone;

    FactWriter(ZoneId zone) {
        this.zone = zone;
    }

    Facts open(LiveRow row, long now) {
        LiveConnection connection = row.origin().source();
        List<Line> lines = new ArrayList<>();
        add(lines, "endpoint", row.endpoint());
        add(lines, "client", row.client().toString());
        add(lines, "server", Peer.of(connection.server()).toString());
        add(lines, "upstream", orDash(row.upstream()));
        add(lines, "started", Moments.whole(connection.startedAt(), zone));
        add(lines, "duration", Formats.age(Duration.ofMillis(row.age(now))));
        add(lines, "connect", duration(row.connectTime()));
        add(lines, "in", moving(row.bytesIn(), row.inRate()));
        add(lines, "out", moving(row.bytesOut(), row.outRate()));
        add(lines, "client-idle", Formats.age(Duration.ofMillis(now - row.clientQuietSince())));
        add(lines, "server-idle", Formats.age(Duration.ofMillis(now - row.serverQuietSince())));
        addDecision(lines, connection.decision());
        add(lines, "id", row.id().toString());
        String state = row.state().wireName();
        return new Facts(
                row.id(),
                row.client().toString(),
                OpenColumns.tone(row.state()),
                texts.get("state." + state),
                texts.get("state." + state + ".sentence"),
                null,
                lines,
                true);
    }

    Facts closed(ClosedConnection connection) {
        ClosedRow row = ClosedRow.of(connection);
        List<Line> lines = new ArrayList<>();
        add(lines, "endpoint", row.endpoint());
        add(lines, "url", connection.endpointUrl());
        add(lines, "client", row.client().toString());
        add(lines, "server", Peer.of(connection.server()).toString());
        add(lines, "upstream", orDash(row.upstream()));
        add(lines, "started", moment(connection.startedAt()));
        add(lines, "ended", moment(connection.endedAt()));
        add(lines, "duration", Formats.duration(connection.duration()));
        add(lines, "connect", duration(connection.connectTime()));
        add(lines, "in", Formats.bytes(row.bytesIn()));
        add(lines, "out", Formats.bytes(row.bytesOut()));
        addDecision(lines, connection.decision());
        add(lines, "id", row.id().toString());
        String reason = connection.reason().wireName();
        return new Facts(
                row.id(),
                row.client().toString(),
                ClosedColumns.tone(connection.reason()),
                texts.get("reason." + reason),
                texts.get("reason." + reason + ".sentence"),
                connection.error(),
                lines,
                false);
    }

    private void addDecision(List<Line> lines, DecisionRecord decision) {
        addIfAny(lines, "rule", decision.decidedBy());
        addIfAny(lines, "network", decision.network());
        addIfAny(lines, "handed-to", String.join("\n", decision.handedTo()));
        addIfAny(lines, "reports", String.join("\n", decision.reports()));
        addIfAny(lines, "logs", String.join("\n", decision.logs()));
    }

    private void addIfAny(List<Line> lines, String key, String text) {
        if (!text.isEmpty()) {
            add(lines, key, text);
        }
    }

    private void add(List<Line> lines, String key, String text) {
        lines.add(new Line(texts.get("fact." + key), text));
    }

    private String moving(long bytes, double rate) {
        return rate > 0 ? texts.get("fact.moving", Formats.bytes(bytes), Formats.rate(rate)) : Formats.bytes(bytes);
    }

    private String moment(Instant instant) {
        return Moments.whole(instant, zone);
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "–" : text;
    }

    private static String duration(@Nullable Duration time) {
        return time == null ? "–" : Formats.duration(time);
    }
}
