package dev.culvert.model;

import java.util.Locale;

/** What becomes of an endpoint's open connections when it is changed or stopped. */
public enum Ending {
    /** They live on as they are; for a change only. */
    KEEP,
    /** No new ones; the open ones may finish. */
    DRAIN,
    /** They end now, with {@link CloseReason#ENDPOINT_STOPPED}. */
    CLOSE;

    /**
     * The ending with that name, such as {@code drain}.
     *
     * @throws InvalidValue if there is none
     */
    public static Ending parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "keep" -> KEEP;
            case "drain" -> DRAIN;
            case "close" -> CLOSE;
            default -> throw new InvalidValue("'" + text + "' is not a way to end; write keep, drain or close.");
        };
    }
}
