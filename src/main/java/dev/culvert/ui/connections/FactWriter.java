package dev.culvert.ui.connections;

import dev.culvert.engine.LiveConnection;
import dev.culvert.model.ClosedConnection;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.connection.ClosedFacts;
import dev.culvert.ui.controls.connection.FactLines;
import dev.culvert.ui.controls.connection.Facts;
import dev.culvert.ui.controls.connection.Moments;
import dev.culvert.ui.controls.connection.Peer;
import java.time.Duration;
import java.time.ZoneId;

/** Puts connections into words. */
final class FactWriter {

    private final Messages texts = Messages.of(FactWriter.class);
    private final ZoneId zone;
    private final ClosedFacts closed;

    FactWriter(ZoneId zone) {
        this.zone = zone;
        this.closed = new ClosedFacts(zone);
    }

    Facts open(LiveRow row, long now) {
        LiveConnection connection = row.origin().source();
        FactLines lines = new FactLines()
                .add("endpoint", row.endpoint())
                .add("client", row.client().toString())
                .add("server", Peer.of(connection.server()).toString())
                .addOrDash("upstream", row.upstream())
                .add("started", Moments.whole(connection.startedAt(), zone))
                .add("duration", Formats.age(Duration.ofMillis(row.age(now))))
                .addIfAny("sniff", connection.sniffTime())
                .add("connect", row.connectTime())
                .add("in", moving(row.bytesIn(), row.inRate()))
                .add("out", moving(row.bytesOut(), row.outRate()))
                .add("client-idle", Formats.age(Duration.ofMillis(now - row.clientQuietSince())))
                .add("server-idle", Formats.age(Duration.ofMillis(now - row.serverQuietSince())))
                .add(connection.decision())
                .add("id", row.id().toString());
        String state = row.state().wireName();
        return new Facts(
                row.id(),
                connection.endpoint(),
                row.client().toString(),
                OpenColumns.tone(row.state()),
                texts.get("state." + state),
                texts.get("state." + state + ".sentence"),
                null,
                lines.all(),
                true);
    }

    Facts closed(ClosedConnection connection) {
        return closed.of(connection);
    }

    private String moving(long bytes, double rate) {
        return rate > 0 ? texts.get("fact.moving", Formats.bytes(bytes), Formats.rate(rate)) : Formats.bytes(bytes);
    }
}
