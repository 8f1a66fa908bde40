package dev.culvert.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Moments as people and programs write them: RFC 3339, with an offset. */
public final class MomentText {

    // what expressions can reckon with, and RFC 3339 can write, ends with 9999
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private MomentText() {}

    /**
     * Reads a moment such as {@code 2030-01-31T09:00:00Z}.
     *
     * @throws InvalidValue if it is none, or is not between 1970 and 9999
     */
    public static Instant parse(String text) {
        try {
            Instant moment = OffsetDateTime.parse(text.strip()).toInstant();
            if (isCountable(moment)) {
                return moment;
            }
        } catch (DateTimeException e) {
            // answered below, as a moment out of range
        }
        throw new InvalidValue("'" + text + "' is not a moment from 1970 to 9999; write one with its offset, such as"
                + " 2030-01-31T09:00:00Z or 2030-01-31T09:00:00+01:00.");
    }

    /** Whether policies can reckon with a moment. */
    public static boolean isCountable(Instant moment) {
        return !moment.isBefore(FIRST) && moment.isBefore(LAST);
    }
}
