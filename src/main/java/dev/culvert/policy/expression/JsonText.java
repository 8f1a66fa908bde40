package dev.culvert.policy.expression;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON: maps, lists, texts, numbers, booleans, null. Anything else is written as its text. */
public final class JsonText {

    private static final int MAX_DEPTH = 64;

    private JsonText() {}

    /** A value as JSON, on one line. */
    public static String write(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out, 0);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " levels deep");
        }
        switch (value) {
            case null -> out.append("null");
            case NullValue ignored -> out.append("null");
            case Boolean b -> out.append(b);
            case Double d -> out.append(Double.isFinite(d) ? Values.number(d) : "null");
            case Long n -> out.append(n);
            case Integer n -> out.append(n);
            case Map<?, ?> map -> {
                out.append('{');
                String comma = "";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(comma);
                    quote(Values.text(entry.getKey()), out);
                    out.append(':');
                    write(entry.getValue(), out, depth + 1);
                    comma = ",";
                }
                out.append('}');
            }
            case List<?> list -> {
                out.append('[');
                String comma = "";
                for (Object item : list) {
                    out.append(comma);
                    write(item, out, depth + 1);
                    comma = ",";
                }
                out.append(']');
            }
            case CelByteString bytes -> quote(Base64.getEncoder().encodeToString(bytes.toByteArray()), out);
            default -> quote(Values.text(value), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
