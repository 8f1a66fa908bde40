package dev.culvert.gateway.config;

import dev.culvert.policy.text.Lines;
import dev.culvert.policy.text.TextRange;

/** A part of a YAML text as a text of its own, its indentation taken away. */
final class Excerpt {

    private final Lines lines;
    private final TextRange range;
    private final int indent;
    private final String text;

    Excerpt(Lines lines, TextRange range) {
        this.lines = lines;
        this.range = range;
        this.indent = range.column() - 1;
        this.text = cut();
    }

    private String cut() {
        String[] rows = lines.text().substring(range.start(), range.end()).split("(?<=\n)", -1);
        var cut = new StringBuilder(rows[0]);
        for (int i = 1; i < rows.length; i++) {
            cut.append(rows[i].substring(spaces(rows[i])));
        }
        return cut.toString().stripTrailing() + "\n";
    }

    /** How much of a line is indentation that all of the excerpt has. */
    private int spaces(String row) {
        int spaces = 0;
        while (spaces < indent && spaces < row.length() && row.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces;
    }

    String text() {
        return text;
    }

    /** Where a place of the excerpt is in the whole. */
    TextRange whole(TextRange place) {
        int from = offset(place.line(), place.column());
        return lines.range(from, Math.max(from, offset(place.endLine(), place.endColumn())));
    }

    private int offset(int line, int column) {
        if (line == 1) {
            return range.start() + column - 1;
        }
        int start = lines.startOfLine(range.line() + line - 1);
        int end = lines.endOfLine(range.line() + line - 1);
        return start + spaces(lines.text().substring(start, end)) + column - 1;
    }
}
