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
    private final boolean refused;

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
        this(message, delivered, wish, false);
    }

    private DeliveryFailure(String message, int delivered, Duration wish, boolean refused) {
        super(message, null, false, false);
        this.delivered = delivered;
        this.wish = wish;
        this.refused = refused;
    }

    /** A failure that the events themselves are the cause of, as the destination says. */
    static DeliveryFailure refusal(String message, int delivered, Duration wish) {
        return new DeliveryFailure(message, delivered, wish, true);
    }

    /** Whether the destination works, and does not want the event that is next. */
    boolean isRefusal() {
        return refused;
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
