package dev.culvert.ui.history.destinations;

import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.connection.Moments;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to say of one destination beyond its row. */
final class DetailsText {

    private final Clock clock;
    private final Messages texts = Messages.of(DetailsText.class);

    DetailsText(Clock clock) {
        this.clock = clock;
    }

    /** Why it fails and since when; empty if it does not. */
    String trouble(DestinationRow row) {
        Instant since = row.state().failingSince();
        return since == null ? "" : texts.get("details.failing", moment(since), row.reason());
    }

    /** When it last took something, what it did not get, what went wrong before, and what its user calls it. */
    String facts(DestinationRow row) {
        List<String> facts = new ArrayList<>();
        Instant last = row.state().lastDeliveredAt();
        if (last != null) {
            facts.add(texts.get("details.last", moment(last)));
        }
        if (!row.lost().isEmpty()) {
            String skipped = row.state().progress().lastSkipped();
            facts.add(skipped == null ? row.lost() : texts.get("details.skipped", row.lost(), skipped));
        }
        String error = row.state().lastError();
        Instant at = row.state().lastErrorAt();
        if (!row.isFailing() && error != null && at != null) {
            facts.add(texts.get("details.error", moment(at), error));
        }
        if (!row.destination().description().isEmpty()) {
            facts.add(row.destination().description());
        }
        return String.join(texts.get("details.gap"), facts);
    }

    private String moment(@Nullable Instant instant) {
        return instant == null ? "" : Moments.brief(instant.toEpochMilli(), LocalDate.now(clock), clock.getZone());
    }
}
