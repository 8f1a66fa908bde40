package dev.culvert.policy.expression;

import dev.cel.common.values.CelByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** {@code "%s is %d".format([…])}, with the verbs s d f e b o x X and %%. */
final class TextFormat {

    private static final int MAX_PRECISION = 50;

    private TextFormat() {}

    static String format(String pattern, List<?> arguments) {
        var result = new StringBuilder();
        int next = 0;
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i++);
            if (c != '%') {
                result.append(c);
                continue;
            }
            int precision = 6;
            if (i < pattern.length() && pattern.charAt(i) == '.') {
                int digits = ++i;
                while (i < pattern.length() && Character.isDigit(pattern.charAt(i))) {
                    i++;
                }
                precision = Integer.parseInt(pattern.substring(digits, i));
            }
            if (i >= pattern.length() || precision > MAX_PRECISION) {
                throw new IllegalArgumentException("the format ends within a '%' or asks for too many digits");
            }
            char verb = pattern.charAt(i++);
            if (verb == '%') {
                result.append('%');
            } else if (next >= arguments.size()) {
                throw new IllegalArgumentException("the format wants more than " + next + " values");
            } else {
                result.append(one(verb, precision, arguments.get(next++)));
            }
        }
        return result.toString();
    }

    private static String one(char verb, int precision, Object value) {
        return switch (verb) {
            case 's' -> Values.text(value);
            case 'd' -> Long.toString(((Number) value).longValue());
            case 'f' -> String.format(Locale.ROOT, "%." + precision + "f", ((Number) value).doubleValue());
            case 'e' -> String.format(Locale.ROOT, "%." + precision + "e", ((Number) value).doubleValue());
            case 'b' ->
                value instanceof Boolean on ? (on ? "1" : "0") : Long.toBinaryString(((Number) value).longValue());
            case 'o' -> Long.toOctalString(((Number) value).longValue());
            case 'x' -> hex(value);
            case 'X' -> hex(value).toUpperCase(Locale.ROOT);
            default -> throw new IllegalArgumentException("'%" + verb + "' is no verb of format");
        };
    }

    private static String hex(Object value) {
        return switch (value) {
            case String s -> HexFormat.of().formatHex(s.getBytes(StandardCharsets.UTF_8));
            case CelByteString b -> HexFormat.of().formatHex(b.toByteArray());
            default -> Long.toHexString(((Number) value).longValue());
        };
    }
}
