package dev.culvert.policy.expression;

import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into CEL's values. Numbers become doubles, as with ngrok. */
public final class JsonReader {

    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /** Reads a text; throws IllegalArgumentException if it is no JSON. */
    public static Object read(String text) {
        var reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.wrong();
        }
        return value;
    }

    private Object value(int depth) {
        blanks();
        if (depth > MAX_DEPTH || at >= text.length()) {
            throw wrong();
        }
        return switch (text.charAt(at)) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NullValue.NULL_VALUE);
            default -> number();
        };
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (!skips('}')) {
            do {
                blanks();
                String key = string();
                expect(':');
                map.put(key, value(depth + 1));
            } while (skips(','));
            expect('}');
        }
        return map;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        if (!skips(']')) {
            do {
                list.add(value(depth + 1));
            } while (skips(','));
            expect(']');
        }
        return list;
    }

    private String string() {
        if (at >= text.length() || text.charAt(at) != '"') {
            throw wrong();
        }
        var result = new StringBuilder();
        while (++at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c < 0x20) {
                throw wrong();
            }
            result.append(c == '\\' ? escaped() : c);
        }
        if (at >= text.length()) {
            throw wrong();
        }
        at++;
        return result.toString();
    }

    private char escaped() {
        if (++at >= text.length()) {
            throw wrong();
        }
        return switch (text.charAt(at)) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\', '/' -> text.charAt(at);
            case 'u' -> {
                if (at + 4 >= text.length()) {
                    throw wrong();
                }
                at += 4;
                yield (char) Integer.parseInt(text, at - 3, at + 1, 16);
            }
            default -> throw wrong();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return value;
    }

    private Double number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (start == at || text.charAt(start) == '+' || text.charAt(start) == '.') {
            throw wrong();
        }
        return Double.valueOf(text.substring(start, at));
    }

    private void expect(char c) {
        if (!skips(c)) {
            throw wrong();
        }
    }

    private boolean skips(char c) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("this is no JSON, from character " + at + " on");
    }
}
