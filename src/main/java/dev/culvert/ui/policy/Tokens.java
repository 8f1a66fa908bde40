package dev.culvert.ui.policy;

import dev.culvert.ui.policy.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what to colour in a policy: YAML or JSON, and CEL inside. Works on any text, well formed or not, and looks at every
 * character once or twice.
 */
final class Tokens {

    private static final Pattern SCALAR = Pattern.compile(
            "(?<number>[-+]?\\d[\\d_]*(?:\\.\\d+)?(?:[smhdKMGkb][\\w/]*)?)" + "|(?<word>true|false|null|~)");
    private static final Pattern BLOCK = Pattern.compile("[|>][-+0-9]*[ \\t]*(#[^\\n]*)?");
    private static final Pattern CEL = Pattern.compile("(?<text>\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?)"
            + "|(?<number>\\b\\d[\\d.]*\\b)"
            + "|(?<word>\\b(?:true|false|null|in)\\b)"
            + "|(?<function>[A-Za-z_]\\w*(?=\\s*\\())"
            + "|(?<variable>[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*(?!\\s*\\(|\\w))*)"
            + "|(?<mark>[&|!=<>?:+*/%,()\\[\\]{}-]+)");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int depth;
    private boolean isExpression;
    private int keyIndent;

    private Tokens(String text) {
        this.text = text;
    }

    /** The tokens of a text, in order and apart from each other. */
    static List<Token> of(String text) {
        var scan = new Tokens(text);
        while (scan.at < text.length()) {
            scan.line();
        }
        return List.copyOf(scan.tokens);
    }

    /** From the beginning of a line to the beginning of one that follows. */
    private void line() {
        int start = at;
        skipBlanks();
        while (at < text.length() && text.charAt(at) == '-' && endsWord(at + 1)) {
            add(at, at + 1, Kind.MARK);
            at++;
            skipBlanks();
        }
        keyIndent = depth == 0 ? at - start : keyIndent;
        while (at < text.length() && text.charAt(at) != '\n') {
            part();
        }
        at++;
    }

    private void part() {
        char c = text.charAt(at);
        switch (c) {
            case ' ', '\t' -> at++;
            case '#' -> comment();
            case '"', '\'' -> quoted(c);
            case '{', '[' -> mark(1);
            case '}', ']' -> mark(-1);
            case ',' -> mark(0);
            default -> plain();
        }
    }

    private void comment() {
        if (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
            at++;
            return;
        }
        int end = endOfLine(at);
        add(at, end, Kind.COMMENT);
        at = end;
    }

    private void mark(int deeper) {
        add(at, at + 1, Kind.MARK);
        depth = Math.max(0, depth + deeper);
        at++;
    }

    private void quoted(char quote) {
        int start = at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' && quote == '"' ? 2 : 1;
        }
        at = Math.min(text.length(), at + 1);
        boolean isKey = at < text.length() && text.charAt(at) == ':';
        if (isKey) {
            key(start, at);
        } else {
            content(start, at);
        }
    }

    private void plain() {
        int start = at;
        if (isBlock()) {
            block();
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n' && !endsPlain()) {
            at++;
        }
        int end = at;
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end == start) {
            at = Math.max(at, start + 1);
        } else if (isKey(at)) {
            key(start, end);
        } else {
            content(start, end);
        }
    }

    private boolean endsPlain() {
        char c = text.charAt(at);
        boolean endsFlow = depth > 0 && (c == ',' || c == ']' || c == '}');
        boolean endsKey = c == ':' && endsWord(at + 1);
        boolean comments = c == '#' && at > 0 && Character.isWhitespace(text.charAt(at - 1));
        return endsFlow || endsKey || comments;
    }

    private boolean isKey(int end) {
        return end < text.length() && text.charAt(end) == ':' && endsWord(end + 1);
    }

    private void key(int start, int end) {
        add(start, end, Kind.KEY);
        add(end, end + 1, Kind.MARK);
        String name = text.substring(start, end).replaceAll("[\"']", "");
        isExpression = name.equals("expressions") || name.equals("bucket_key");
        at = end + 1;
    }

    private void content(int start, int end) {
        if (isExpression) {
            boolean isQuoted = "\"'".indexOf(text.charAt(start)) >= 0;
            int inset = isQuoted ? 1 : 0;
            if (isQuoted) {
                add(start, start + 1, Kind.MARK);
            }
            boolean isClosed = isQuoted && end - 1 > start && text.charAt(end - 1) == text.charAt(start);
            cel(start + inset, isClosed ? end - 1 : end);
            if (isClosed) {
                add(end - 1, end, Kind.MARK);
            }
            return;
        }
        Matcher scalar = SCALAR.matcher(text).region(start, end);
        if (scalar.matches()) {
            add(start, end, scalar.group("number") != null ? Kind.NUMBER : Kind.WORD);
            return;
        }
        template(start, end);
    }

    /** A text that may have {@code ${…}} in it. */
    private void template(int start, int end) {
        int from = start;
        while (from < end) {
            int open = text.indexOf("${", from);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (open < 0 || close < 0 || close >= end) {
                add(from, end, Kind.TEXT);
                return;
            }
            add(from, open, Kind.TEXT);
            add(open, open + 2, Kind.MARK);
            cel(open + 2, close);
            add(close, close + 1, Kind.MARK);
            from = close + 1;
        }
    }

    private boolean isBlock() {
        Matcher block = BLOCK.matcher(text).region(at, endOfLine(at));
        return depth == 0 && block.matches();
    }

    /** The lines of a block that are indented more than its key. */
    private void block() {
        add(at, at + 1, Kind.MARK);
        int indent = keyIndent;
        at = endOfLine(at);
        while (at < text.length()) {
            int first = at + 1;
            int content = first;
            while (content < text.length() && text.charAt(content) == ' ') {
                content++;
            }
            int end = endOfLine(first);
            boolean isBlank = text.substring(Math.min(first, end), end).isBlank();
            if (!isBlank && content - first <= indent) {
                return;
            }
            if (!isBlank && isExpression) {
                cel(content, end);
            } else if (!isBlank) {
                template(content, end);
            }
            at = end;
        }
    }

    private void cel(int start, int end) {
        if (start >= end) {
            return;
        }
        Matcher cel = CEL.matcher(text).region(start, end);
        while (cel.find()) {
            Kind kind = cel.group("text") != null
                    ? Kind.TEXT
                    : cel.group("number") != null
                            ? Kind.NUMBER
                            : cel.group("word") != null
                                    ? Kind.WORD
                                    : cel.group("function") != null
                                            ? Kind.FUNCTION
                                            : cel.group("variable") != null ? Kind.VARIABLE : Kind.MARK;
            add(cel.start(), cel.end(), kind);
        }
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean endsWord(int offset) {
        return offset >= text.length() || Character.isWhitespace(text.charAt(offset));
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private void add(int start, int end, Kind kind) {
        if (end > start) {
            tokens.add(new Token(start, end, kind));
        }
    }
}
