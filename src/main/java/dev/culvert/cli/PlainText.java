package dev.culvert.cli;

/** Texts that somebody else wrote, made fit for a line of a terminal. */
final class PlainText {

    private PlainText() {}

    /** The text on one line, without anything that a terminal would obey. */
    static String line(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
    }
}
