package dev.culvert.events.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the troubles of one destination into the program's log, at most once in {@link #SILENCE}: a receiver that fails half the
 * time begins to fail every few seconds. Used by the thread of the delivery only.
 */
final class TroubleLog {

    /** How long nothing more is said of a destination after it was said that it fails. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final String destination;
    private final LongSupplier nanoTime;
    private boolean saidEver;
    private long saidAt;
    private boolean isSaid;
    private long unsaid;

    /**
     * A log that said nothing yet.
     *
     * @param nanoTime a clock as {@link System#nanoTime()} is
     */
    TroubleLog(String destination, LongSupplier nanoTime) {
        this.destination = destination;
        this.nanoTime = nanoTime;
    }

    /** Something went wrong, for the first time or again. A trouble that lasts is told late rather than never. */
    void failed(String sentence) {
        if (isSaid) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (saidEver && now - saidAt < SILENCE.toNanos()) {
            unsaid++;
            return;
        }
        String before = unsaid == 0
                ? ""
                : " Failures not written here in the last " + TimeUnit.NANOSECONDS.toMinutes(now - saidAt)
                        + " minutes: " + unsaid + ".";
        log.warn(
                "Events do not go to the destination {}: {} They wait in the history.{}",
                destination,
                sentence,
                before);
        saidEver = true;
        saidAt = now;
        isSaid = true;
        unsaid = 0;
    }

    /** Events go again; it is said if the trouble was. */
    void over() {
        if (isSaid) {
            log.info("Events go to the destination {} again.", destination);
        }
        isSaid = false;
    }
}
