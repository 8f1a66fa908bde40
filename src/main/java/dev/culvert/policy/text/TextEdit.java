package dev.culvert.policy.text;

import java.util.Comparator;
import java.util.List;

/**
 * A change of a text: what stands between two offsets becomes something else.
 *
 * @param start offset of the first character that goes
 * @param end offset after the last character that goes; equal to {@code start} for an insertion
 * @param replacement what comes instead
 */
public record TextEdit(int start, int end, String replacement) {

    /** Checks the order of the offsets. */
    public TextEdit {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a range: " + start + " to " + end);
        }
    }

    /** Puts something in. */
    public static TextEdit insert(int offset, String text) {
        return new TextEdit(offset, offset, text);
    }

    /** Puts something in place of a range. */
    public static TextEdit replace(TextRange range, String text) {
        return new TextEdit(range.start(), range.end(), text);
    }

    /** The text after the change. */
    public String apply(String text) {
        return text.substring(0, start) + replacement + text.substring(end);
    }

    /**
     * The text after several changes, each given for the text before all of them.
     *
     * @throws IllegalArgumentException if two of them touch the same characters
     */
    public static String applyAll(String text, List<TextEdit> edits) {
        var result = new StringBuilder(text);
        int untouched = text.length();
        List<TextEdit> backwards = edits.stream()
                .sorted(Comparator.comparingInt(TextEdit::start)
                        .thenComparingInt(TextEdit::end)
                        .reversed())
                .toList();
        for (TextEdit edit : backwards) {
            if (edit.end > untouched) {
                throw new IllegalArgumentException("two edits overlap at " + edit.start);
            }
            result.replace(edit.start, edit.end, edit.replacement);
            untouched = edit.start;
        }
        return result.toString();
    }

    /** The smallest single change that makes one text of another; an empty insertion if they are equal. */
    public static TextEdit between(String before, String after) {
        int shorter = Math.min(before.length(), after.length());
        int prefix = 0;
        while (prefix < shorter && before.charAt(prefix) == after.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && before.charAt(before.length() - 1 - suffix) == after.charAt(after.length() - 1 - suffix)) {
            suffix++;
        }
        return new TextEdit(prefix, before.length() - suffix, after.substring(prefix, after.length() - suffix));
    }
}
