package dev.culvert.events.delivery;

import java.util.List;

/** Brings events to one place. One thread at a time; an interrupt ends it soon. */
interface Sender extends AutoCloseable {

    /** How many events it takes at once, at the most. */
    int most();

    /**
     * Delivers events in order. Returns when the place has taken them all.
     *
     * @throws DeliveryFailure if it has not; those that it says were delivered need not be sent again
     */
    void send(List<Outgoing> events) throws DeliveryFailure, InterruptedException;

    /** Lets go of what it holds. It may send again afterwards. */
    @Override
    void close();
}
