package dev.culvert.model.event;

/**
 * How far a destination has come, as it is kept over restarts.
 *
 * @param cursor the position of the last event that needs no further thought: delivered, not wanted, or expired
 * @param delivered how many events were delivered since the destination was made
 * @param expired how many events the history had forgotten before they could be delivered
 */
public record DeliveryProgress(long cursor, long delivered, long expired) {

    /** Nothing yet, and nothing before that position. */
    public static DeliveryProgress from(long cursor) {
        return new DeliveryProgress(cursor, 0, 0);
    }

    /** Further on. */
    public DeliveryProgress to(long position, long moreDelivered, long moreExpired) {
        return new DeliveryProgress(position, delivered + moreDelivered, expired + moreExpired);
    }
}
