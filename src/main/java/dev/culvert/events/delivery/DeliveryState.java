package dev.culvert.events.delivery;

import dev.culvert.model.event.DeliveryProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a destination is doing. What went wrong is of this run of the program; the counts are kept.
 *
 * @param progress how far it has come
 * @param waiting how many events there are beyond that, wanted or not
 * @param lastDeliveredAt when it last took an event; null if it has not yet
 * @param failingSince when the failures began that go on; null while all is well
 * @param lastError what went wrong last; null if nothing did
 * @param lastErrorAt when that was
 */
public record DeliveryState(
        DeliveryProgress progress,
        long waiting,
        @Nullable Instant lastDeliveredAt,
        @Nullable Instant failingSince,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {

    /** The state in one word: {@code failing}, {@code catching_up} or {@code up_to_date}. */
    public String status() {
        if (failingSince != null) {
            return "failing";
        }
        return waiting > 0 ? "catching_up" : "up_to_date";
    }
}
