package dev.culvert.policy.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types of plain scalars by YAML 1.2's core schema, of which JSON's are a part. */
final class Scalars {

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,20}");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,15}");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(inf|Inf|INF)");

    private Scalars() {}

    static @Nullable Object typed(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            default -> number(text);
        };
    }

    private static Object number(String text) {
        char first = text.charAt(0);
        boolean likely = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        if (!likely || text.length() > 400) {
            return text;
        }
        if (INTEGER.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        if (OCTAL.matcher(text).matches()) {
            return Long.parseLong(text.substring(2), 8);
        }
        if (HEX.matcher(text).matches()) {
            return Long.parseLong(text.substring(2), 16);
        }
        if (FLOAT.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        if (INFINITY.matcher(text).matches()) {
            return first == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return text;
    }
}
