package dev.culvert.policy.text;

/**
 * A stretch of a text. Offsets count {@code char}s from 0, lines and columns count from 1 ({@code char}s too); the end is
 * exclusive. A range may be empty.
 *
 * @param start offset of the first character
 * @param end offset after the last character
 * @param line line of the first character
 * @param column column of the first character
 * @param endLine line of the end
 * @param endColumn column of the end
 */
public record TextRange(int start, int end, int line, int column, int endLine, int endColumn) {

    /** How many characters. */
    public int length() {
        return end - start;
    }

    /** Whether the offset lies in it, or at its end. */
    public boolean contains(int offset) {
        return offset >= start && offset <= end;
    }

    /** As {@code line:column}, where it begins. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
