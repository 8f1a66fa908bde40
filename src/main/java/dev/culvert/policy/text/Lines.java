package dev.culvert.policy.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a text, as editors count them: {@code \n}, {@code \r\n} and {@code \r} end one. */
public final class Lines {

    private final String text;
    private final int[] starts;
    /** The offset of each code point; null where code points and chars are the same. */
    private final int @Nullable [] codePoints;

    /** Finds the lines of a text. */
    public Lines(String text) {
        this.text = text;
        int[] found = new int[16];
        int count = 1;
        boolean surrogates = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            surrogates |= Character.isSurrogate(c);
            boolean ends = c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'));
            if (ends) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
        codePoints = surrogates ? codePoints(text) : null;
    }

    /** The text. */
    public String text() {
        return text;
    }

    /** The whole text. */
    public TextRange whole() {
        return range(0, text.length());
    }

    /** The range between two offsets, which are brought inside the text. */
    public TextRange range(int start, int end) {
        int from = Math.clamp(start, 0, text.length());
        int to = Math.clamp(end, from, text.length());
        int line = line(from);
        int endLine = line(to);
        return new TextRange(from, to, line + 1, from - starts[line] + 1, endLine + 1, to - starts[endLine] + 1);
    }

    /** The offset in {@code char}s of an offset in code points. */
    public int offsetOfCodePoint(int codePoint) {
        return codePoints == null
                ? Math.clamp(codePoint, 0, text.length())
                : codePoints[Math.clamp(codePoint, 0, codePoints.length - 1)];
    }

    private static int[] codePoints(String text) {
        int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
        int offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = offset;
            offset = i + 1 < offsets.length ? text.offsetByCodePoints(offset, 1) : offset;
        }
        return offsets;
    }

    /** The offset at which a line begins; lines count from 1. */
    public int startOfLine(int line) {
        return starts[Math.clamp(line - 1, 0, starts.length - 1)];
    }

    /** The offset at which a line ends, its line break included. */
    public int endOfLine(int line) {
        return line < starts.length ? starts[Math.max(line, 0)] : text.length();
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }
}
