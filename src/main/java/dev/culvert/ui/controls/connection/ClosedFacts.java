package dev.culvert.ui.controls.connection;

import dev.culvert.model.ClosedConnection;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import java.time.ZoneId;

/** Puts connections that have ended into words. */
public final class ClosedFacts {

    private final Messages texts = Messages.of(ClosedFacts.class);
    private final ZoneId zone;

    /** Tells times by the clock of a zone. */
    public ClosedFacts(ZoneId zone) {
        this.zone = zone;
    }

    /** All there is to say of one. */
    public Facts of(ClosedConnection connection) {
        ClosedRow row = ClosedRow.of(connection);
        FactLines lines = new FactLines()
                .add("endpoint", row.endpoint())
                .add("url", connection.endpointUrl())
                .add("client", row.client().toString())
                .add("server", Peer.of(connection.server()).toString())
                .addOrDash("upstream", row.upstream())
                .add("started", Moments.whole(connection.startedAt(), zone))
                .add("ended", Moments.whole(connection.endedAt(), zone))
                .add("duration", connection.duration())
                .addIfAny("sniff", connection.sniffTime())
                .add("connect", connection.connectTime())
                .add("in", Formats.bytes(row.bytesIn()))
                .add("out", Formats.bytes(row.bytesOut()))
                .add(connection.decision())
                .add("id", row.id().toString());
        String reason = connection.reason().wireName();
        return new Facts(
                row.id(),
                connection.endpoint(),
                row.client().toString(),
                ClosedColumns.tone(connection.reason()),
                texts.get("reason." + reason),
                texts.get("reason." + reason + ".sentence"),
                connection.error(),
                lines.all(),
                false);
    }
}
