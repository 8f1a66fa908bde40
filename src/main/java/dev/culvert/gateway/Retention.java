package dev.culvert.gateway;

import dev.culvert.model.InvalidValue;
import dev.culvert.store.HistoryUpkeep;
import dev.culvert.store.JournalTable;
import dev.culvert.store.SettingTable;
import dev.culvert.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For how long ended connections and audit events are kept, and how much room they may take; kept over restarts. {@link #keep} is for one thread,
 * the rest for any; all of it waits for the disk.
 */
public final class Retention {

    /** Days, where the user has chosen nothing. */
    public static final int DEFAULT_DAYS = 30;

    /** Bytes, where the user has chosen nothing: 1 GiB. */
    public static final long DEFAULT_BYTES = 1L << 30;

    /** The most days. */
    public static final int MOST_DAYS = 36_500;

    /** The least bytes: 16 MiB. */
    public static final long LEAST_BYTES = 16L << 20;

    /** What is too old or too much is looked for so often. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final String DAYS = "history.days";
    private static final String BYTES = "history.bytes";

    /** After each step whoever writes gets his turn. */
    private static final long PAUSE_MS = 5;

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final SettingTable settings;
    private final HistoryUpkeep upkeep;
    private final JournalTable journal;
    private final Clock clock;
    private volatile Instant nextLook = Instant.MIN;

    /**
     * What the user chose.
     *
     * @param days ended connections are forgotten so long after their end; 0 for never
     * @param bytes the oldest are forgotten when the database is larger; 0 for any size
     */
    public record Limits(int days, long bytes) {

        /** Days and bytes where nothing was chosen. */
        public static final Limits DEFAULT = new Limits(DEFAULT_DAYS, DEFAULT_BYTES);
    }

    Retention(Store store, Clock clock) {
        this.settings = store.settings();
        this.upkeep = store.upkeep();
        this.journal = store.journal();
        this.clock = clock;
    }

    /** What holds now. */
    public Limits limits() {
        return new Limits(
                settings.get(DAYS).map(Integer::parseInt).orElse(DEFAULT_DAYS),
                settings.get(BYTES).map(Long::parseLong).orElse(DEFAULT_BYTES));
    }

    /**
     * Checks days.
     *
     * @throws InvalidValue if they are out of range
     */
    public void checkDays(long days) {
        if (days < 0 || days > MOST_DAYS) {
            throw new InvalidValue(
                    days + " days are out of range; write 1 to " + MOST_DAYS + ", or 0 to keep for ever.");
        }
    }

    /**
     * Checks an amount of bytes.
     *
     * @throws InvalidValue if it is out of range
     */
    public void checkBytes(long bytes) {
        if (bytes != 0 && bytes < LEAST_BYTES) {
            throw new InvalidValue(bytes + " bytes are too few; write at least 16MiB, or 0 for no limit.");
        }
    }

    /**
     * Keeps for so many days from now on. What is too old goes within a minute.
     *
     * @throws InvalidValue if they are out of range
     */
    public void setDays(long days) {
        checkDays(days);
        settings.put(DAYS, Long.toString(days));
        nextLook = Instant.MIN;
    }

    /**
     * Keeps so much from now on. What is too much goes within a minute.
     *
     * @throws InvalidValue if it is out of range
     */
    public void setBytes(long bytes) {
        checkBytes(bytes);
        settings.put(BYTES, Long.toString(bytes));
        nextLook = Instant.MIN;
    }

    /** How large the database is, without room that waits to be used again, in bytes. */
    public long usedBytes() {
        return upkeep.usedBytes();
    }

    /**
     * Indexes and forgets what is due, for half a second at the most. To be called after something was written, and every
     * {@link #LOOK_EVERY}.
     *
     * @return whether there is more to do at once
     */
    public boolean keep() {
        try {
            long end = System.nanoTime() + TURN_NANOS;
            boolean goOn = true;
            while (goOn && System.nanoTime() < end) {
                goOn = upkeep.index();
                pause(goOn);
            }
            return clock.instant().isBefore(nextLook) ? goOn : forget(end) || goOn;
        } catch (RuntimeException e) {
            log.error("The history cannot be looked after: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean forget(long end) throws InterruptedException {
        Instant look = clock.instant().plus(LOOK_EVERY);
        Instant asked = nextLook;
        Limits limits = limits();
        Instant before = limits.days() == 0 ? Instant.EPOCH : clock.instant().minus(Duration.ofDays(limits.days()));
        long most = limits.bytes() == 0 ? Long.MAX_VALUE : limits.bytes();
        boolean goOn = true;
        while (goOn && System.nanoTime() < end) {
            goOn = upkeep.forget(before, most);
            pause(goOn);
        }
        if (goOn || !asked.equals(nextLook)) {
            return true;
        }
        journal.prune(before);
        nextLook = look;
        return false;
    }

    private static void pause(boolean goesOn) throws InterruptedException {
        if (goesOn) {
            Thread.sleep(PAUSE_MS);
        }
    }
}
