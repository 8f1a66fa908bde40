package dev.culvert.policy.expression;

import dev.cel.common.CelIssue;
import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.Findings;

/** Says a compiler's complaint in a user's words, at its place in the policy. */
final class IssueReport {

    private final ScalarNode node;
    private final int from;
    private final String source;

    IssueReport(ScalarNode node, int from, int to) {
        this.node = node;
        this.from = from;
        this.source = node.text().substring(from, to);
    }

    void add(CelIssue issue, int code, Findings findings) {
        int at = offset(
                issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn());
        String message = issue.getMessage();
        boolean unknown = message.startsWith("undeclared reference to");
        boolean field = message.contains("does not support field selection");
        int start = at;
        int end = at;
        if (unknown || field) {
            // a call is complained of at its parenthesis, a field at its dot
            boolean call = at < source.length() && source.charAt(at) == '(';
            start = back(at);
            end = call ? at : forth(at);
            String name = source.substring(start, end);
            message = call ? unknownFunction(name) : unknownVariable(name);
        } else {
            end = Math.min(source.length(), forth(at) > at ? forth(at) : at + 1);
            message = "This expression is wrong: " + message + (message.endsWith(".") ? "" : ".");
        }
        if (end <= start) {
            start = Math.max(0, Math.min(start, source.length()) - 1);
            end = source.length();
        }
        findings.error(code, node.rangeOf(from + start, from + end), message);
    }

    private static String unknownVariable(String name) {
        return "There is no variable '" + name + "'"
                + Variables.nearest(name)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; look up the variables in the reference.");
    }

    private static String unknownFunction(String name) {
        return "There is no function '" + name + "' here; look up the functions in the reference.";
    }

    /** Lines count from 1, columns from 0 and in code points. */
    private int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int newline = source.indexOf('\n', start);
            start = newline < 0 ? start : newline + 1;
        }
        int points = Math.clamp(column, 0, source.codePointCount(start, source.length()));
        return source.offsetByCodePoints(start, points);
    }

    private int back(int at) {
        int start = Math.min(at, source.length());
        while (start > 0 && isName(source.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private int forth(int at) {
        int end = Math.min(at, source.length());
        while (end < source.length() && isName(source.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isName(char c) {
        return c == '.' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
