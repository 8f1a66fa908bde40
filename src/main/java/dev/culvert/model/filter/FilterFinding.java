package dev.culvert.model.filter;

/**
 * Something in a filter that cannot be understood.
 *
 * @param start where it begins in the text, counted from 0
 * @param end where it ends, exclusive
 * @param message what is wrong and what to write instead, as a whole sentence
 */
public record FilterFinding(int start, int end, String message) {

    /** With its place, counted from 1 as people do: {@code column 5: …}. */
    @Override
    public String toString() {
        return "column " + (start + 1) + ": " + message;
    }
}
