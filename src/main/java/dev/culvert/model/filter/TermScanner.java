package dev.culvert.model.filter;

import java.util.List;

/** Goes through the text of a filter, term by term. */
final class TermScanner {

    private final String text;
    private final List<FilterFinding> findings;
    private int at;

    TermScanner(String text, List<FilterFinding> findings) {
        this.text = text;
        this.findings = findings;
    }

    int at() {
        return at;
    }

    /** Skips blanks; false at the end. */
    boolean toNextTerm() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    /** A minus that something follows. */
    boolean takeMinus() {
        if (text.charAt(at) == '-' && at + 1 < text.length() && !isBlank(text.charAt(at + 1))) {
            at++;
            return true;
        }
        return false;
    }

    boolean takeComma() {
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            return true;
        }
        return false;
    }

    String rest() {
        return text.substring(at);
    }

    void skip(int count) {
        at += count;
    }

    void skipWord() {
        String unused = takeValue(false);
    }

    /** What stands here up to the next blank; nothing is taken. */
    String word() {
        int end = at;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end);
    }

    /** A value: up to a blank, or to a comma in a list, with quoted parts in which both may stand. */
    String takeValue(boolean isListed) {
        var value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(c) || (isListed && c == ',')) {
                break;
            }
            if (c == '"') {
                takeQuoted(value);
            } else {
                value.append(c);
                at++;
            }
        }
        return value.toString();
    }

    private void takeQuoted(StringBuilder value) {
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            boolean isEscape = text.charAt(at) == '\\'
                    && at + 1 < text.length()
                    && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            at += isEscape ? 1 : 0;
            value.append(text.charAt(at++));
        }
        if (at < text.length()) {
            at++;
        } else {
            findings.add(new FilterFinding(
                    start, at, "The quotation mark is not closed. Write another one where the value ends."));
        }
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
