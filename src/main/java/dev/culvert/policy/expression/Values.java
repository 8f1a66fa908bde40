package dev.culvert.policy.expression;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of expressions, between CEL, Java and text. */
public final class Values {

    private Values() {}

    /** A value as the part of a text that it becomes in a template. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String s -> s;
            case NullValue ignored -> "null";
            case Double d -> number(d);
            case CelByteString bytes -> new String(bytes.toByteArray(), StandardCharsets.UTF_8);
            case Duration duration -> seconds(duration);
            case List<?> list -> JsonText.write(list);
            case Map<?, ?> map -> JsonText.write(map);
            default -> value.toString();
        };
    }

    /** Whether a value is so large that variables of its kind, each made of two earlier ones, would fill the memory. */
    public static boolean isLarge(Object value) {
        return switch (value) {
            case String text -> text.length() > 65_536;
            case List<?> list -> list.size() > 10_000;
            case Map<?, ?> map -> map.size() > 10_000;
            default -> false;
        };
    }

    /** A whole number without a point, as CEL's {@code string()} writes it. */
    static String number(double d) {
        return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
    }

    private static String seconds(Duration duration) {
        String text = duration.toNanosPart() == 0
                ? Long.toString(duration.toSeconds())
                : String.valueOf(duration.toNanos() / 1e9);
        return text + "s";
    }

    /** A value as a CEL expression may hold it: {@code null} becomes CEL's own null, everywhere in it. */
    public static Object toCel(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case Integer i -> i.longValue();
            case List<?> list -> {
                List<Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(toCel(item)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((k, v) -> copy.put(k, toCel(v)));
                yield copy;
            }
            default -> value;
        };
    }
}
