package dev.culvert.ui.policy;

import dev.culvert.policy.text.TextEdit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Helps with YAML's indentation. */
final class Indentation {

    private static final int STEP = 2;

    private Indentation() {}

    /** The offset at which the line begins that an offset lies in. */
    static int startOfLine(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private static int endOfLine(String text, int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }

    /** How far the first word of a line stands in, dashes not counted as words. */
    static int contentColumn(String line) {
        int column = 0;
        while (column < line.length()
                && (line.charAt(column) == ' ' || (line.charAt(column) == '-' && line.startsWith("- ", column)))) {
            column++;
        }
        return column;
    }

    /** What a line begins with that is broken off at an offset. */
    static String after(String text, int offset) {
        String before = text.substring(startOfLine(text, offset), offset);
        String words = before.strip();
        int column = contentColumn(before);
        if (words.equals("-")) {
            column = before.indexOf('-') + STEP;
        } else if (words.endsWith(":") || words.endsWith("|") || words.endsWith(">")) {
            column += STEP;
        } else if (words.startsWith("- ") && !isPair(words)) {
            // the next item of a list of values
            return before.substring(0, before.indexOf('-')) + "- ";
        }
        return " ".repeat(column);
    }

    private static boolean isPair(String words) {
        return words.matches("- +[\\w.-]+:( .*)?");
    }

    /** Moves lines in or out; the whole lines between two offsets. */
    static TextEdit shift(String text, int start, int end, int by) {
        return lines(text, start, end, line -> {
            if (by > 0) {
                return line.isBlank() ? line : " ".repeat(by) + line;
            }
            int out = 0;
            while (out < -by && out < line.length() && line.charAt(out) == ' ') {
                out++;
            }
            return line.substring(out);
        });
    }

    /** Makes comments of lines, or lines of comments if all are. */
    static TextEdit comment(String text, int start, int end) {
        int from = startOfLine(text, start);
        boolean isComment = text.substring(from, endOfLine(text, end))
                .lines()
                .filter(line -> !line.isBlank())
                .allMatch(line -> line.strip().startsWith("#"));
        return lines(text, start, end, line -> {
            if (line.isBlank()) {
                return line;
            }
            return isComment
                    ? line.replaceFirst("# ?", "")
                    : " ".repeat(line.indexOf(line.strip())) + "# " + line.strip();
        });
    }

    private static TextEdit lines(String text, int start, int end, UnaryOperator<String> change) {
        int from = startOfLine(text, start);
        // a selection that ends before a line does not mean that line
        int last = end > start && startOfLine(text, end) == end ? end - 1 : end;
        int to = endOfLine(text, last);
        String changed = text.substring(from, to).lines().map(change).collect(Collectors.joining("\n"));
        return new TextEdit(from, to, changed);
    }
}
