package dev.culvert.model.event;

import org.jspecify.annotations.Nullable;

/**
 * How far a destination has come, as it is kept over restarts.
 *
 * @param cursor the position of the last event that needs no further thought: delivered, not wanted, expired, or passed over
 * @param delivered how many events were delivered since the destination was made
 * @param expired how many events the history had forgotten before they could be delivered
 * @param skipped how many events were passed over, since the destination refused them
 * @param lastSkipped the id of the latest of these; null if there is none
 */
public record DeliveryProgress(
        long cursor,
        long delivered,
        long expired,
        long skipped,
        @Nullable String lastSkipped) {

    /** Nothing yet, and nothing before that position. */
    public static DeliveryProgress from(long cursor) {
        return new DeliveryProgress(cursor, 0, 0, 0, null);
    }

    /** Further on. */
    public DeliveryProgress to(long position, long moreDelivered, long moreExpired) {
        return new DeliveryProgress(position, delivered + moreDelivered, expired + moreExpired, skipped, lastSkipped);
    }

    /** Past an event that was not delivered and is not going to be. */
    public DeliveryProgress past(long position, String event, long moreExpired) {
        return new DeliveryProgress(position, delivered, expired + moreExpired, skipped + 1, event);
    }
}
