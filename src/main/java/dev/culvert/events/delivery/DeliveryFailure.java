package dev.culvert.events.delivery;

import java.io.Serial;
import java.time.Duration;
import java.util.Objects;

/** Events could not be delivered. The message is a sentence for the user: what stood in the way. */
public final class DeliveryFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int delivered;
    private final transient Duration wish;

    DeliveryFailure(String message, int delivered) {
        this(message, delivered, Duration.ZERO);
    }

    /**
     * A failure.
     *
     * @param message what stood in the way
     * @param delivered how many of the events were delivered before
     * @param wish how long the destination wants to be left alone; zero if it did not say
     */
    DeliveryFailure(String message, int delivered, Duration wish) {
        super(message, null, false, false);
        this.delivered = delivered;
        this.wish = wish;
    }

    int delivered() {
        return delivered;
    }

    Duration wish() {
        return wish;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
