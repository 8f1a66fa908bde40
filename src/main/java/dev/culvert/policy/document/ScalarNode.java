package dev.culvert.policy.document;

import dev.culvert.policy.text.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * A single value.
 *
 * @param range where it stands, quotes included
 * @param text its content as a text, whatever its type
 * @param value its content: a String, Long, Double or Boolean, or null
 * @param places where each part of the content stands
 */
public record ScalarNode(
        TextRange range, String text, @Nullable Object value, Places places) implements Node {

    /** Whether it is a text, and not a number, a boolean or nothing. */
    public boolean isText() {
        return value instanceof String;
    }

    /**
     * Where a part of the content stands: exactly where the content is written as it is (plain, quoted on one line, or
     * a literal block), and the whole node elsewhere.
     *
     * @param from offset in {@link #text()}
     * @param to offset in {@link #text()}, exclusive
     */
    public TextRange rangeOf(int from, int to) {
        return places.of(from, to);
    }

    @Override
    public String kind() {
        return switch (value) {
            case null -> "nothing";
            case String ignored -> "a text";
            case Boolean ignored -> "a boolean";
            default -> "a number";
        };
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public String canonical() {
        return value instanceof String s ? quoted(s) : String.valueOf(value);
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return text;
    }
}
