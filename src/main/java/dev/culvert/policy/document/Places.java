package dev.culvert.policy.document;

import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.TextRange;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Where each character of a scalar's content stands in the text. */
public final class Places {

    private final Lines lines;
    private final TextRange whole;
    private final int @Nullable [] offsets;

    private Places(Lines lines, TextRange whole, int @Nullable [] offsets) {
        this.lines = lines;
        this.whole = whole;
        this.offsets = offsets;
    }

    /** Finds the places of a scalar's content, or gives up and says the whole scalar. */
    static Places find(Lines lines, TextRange range, String content, ScalarStyle style) {
        int[] offsets = new int[content.length() + 1];
        boolean found = switch (style) {
            case PLAIN, JSON_SCALAR_STYLE -> plain(lines.text(), range, content, offsets);
            case SINGLE_QUOTED -> quoted(lines.text(), range, content, offsets, '\'');
            case DOUBLE_QUOTED -> quoted(lines.text(), range, content, offsets, '"');
            case LITERAL -> literal(lines, range, content, offsets);
            case FOLDED -> false;
        };
        return new Places(lines, range, found ? offsets : null);
    }

    TextRange of(int from, int to) {
        if (offsets == null) {
            return whole;
        }
        int start = Math.clamp(from, 0, offsets.length - 1);
        int end = Math.clamp(to, start, offsets.length - 1);
        // the end is where the last character ends, not where the next one begins: between them may lie an indentation
        int last = end == start ? offsets[start] : offsets[end - 1] + 1;
        return lines.range(offsets[start], Math.max(last, offsets[start]));
    }

    private static boolean plain(String text, TextRange range, String content, int[] offsets) {
        if (!text.startsWith(content, range.start()) || range.length() < content.length()) {
            return false;
        }
        for (int i = 0; i <= content.length(); i++) {
            offsets[i] = range.start() + i;
        }
        return true;
    }

    private static boolean quoted(String text, TextRange range, String content, int[] offsets, char quote) {
        int at = range.start();
        if (at >= text.length() || text.charAt(at) != quote) {
            return false;
        }
        at++;
        for (int i = 0; i < content.length(); ) {
            if (at >= range.end()) {
                return false;
            }
            int step = 1;
            int written = 1;
            char c = text.charAt(at);
            if (quote == '\'' && c == '\'') {
                written = 2;
            } else if (quote == '"' && c == '\\' && at + 1 < text.length()) {
                char escaped = text.charAt(at + 1);
                written = escaped == 'x' ? 4 : escaped == 'u' ? 6 : escaped == 'U' ? 10 : 2;
                step = written == 10 ? Character.charCount(content.codePointAt(i)) : 1;
            } else if (c != content.charAt(i)) {
                return false;
            }
            for (int k = 0; k < step; k++) {
                offsets[i + k] = at;
            }
            i += step;
            at += written;
        }
        offsets[content.length()] = at;
        return at < text.length() && text.charAt(at) == quote;
    }

    private static boolean literal(Lines lines, TextRange range, String content, int[] offsets) {
        String text = lines.text();
        int line = range.line() + 1;
        int indent = -1;
        int done = 0;
        while (done < content.length()) {
            int newline = content.indexOf('\n', done);
            int end = newline < 0 ? content.length() : newline;
            int start = lines.startOfLine(line);
            if (end > done) {
                if (indent < 0) {
                    int column = start;
                    while (column < text.length() && text.charAt(column) == ' ') {
                        column++;
                    }
                    indent = column - start;
                }
                start += indent;
                if (!text.startsWith(content.substring(done, end), start)) {
                    return false;
                }
            }
            for (int i = done; i <= end; i++) {
                offsets[i] = start + i - done;
            }
            done = end + 1;
            line++;
        }
        offsets[content.length()] = content.isEmpty() ? range.end() : offsets[content.length() - 1] + 1;
        return true;
    }
}
