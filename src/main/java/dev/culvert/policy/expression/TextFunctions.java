package dev.culvert.policy.expression;

import static dev.culvert.policy.expression.FunctionTable.INT;
import static dev.culvert.policy.expression.FunctionTable.LIST;
import static dev.culvert.policy.expression.FunctionTable.TEXT;
import static dev.culvert.policy.expression.FunctionTable.TEXTS;
import static dev.culvert.policy.expression.FunctionTable.list;
import static dev.culvert.policy.expression.FunctionTable.number;
import static dev.culvert.policy.expression.FunctionTable.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Functions of texts; places in a text count code points from 0. */
final class TextFunctions {

    /** Chained replacements multiply; what they make must stay small. */
    private static final long LONGEST = 1 << 20;

    private TextFunctions() {}

    static void addTo(FunctionTable table) {
        table.onText("lower", TEXT, a -> text(a, 0).toLowerCase(Locale.ROOT));
        table.onText("upper", TEXT, a -> text(a, 0).toUpperCase(Locale.ROOT));
        table.onText("lowerAscii", TEXT, a -> ascii(text(a, 0), 'A', 'Z', 32));
        table.onText("upperAscii", TEXT, a -> ascii(text(a, 0), 'a', 'z', -32));
        table.onText("trim", TEXT, a -> text(a, 0).strip());
        table.add(
                "reverse",
                Overload.member(
                        "reverse_text",
                        TEXT,
                        List.of(TEXT),
                        a -> new StringBuilder(text(a, 0)).reverse().toString()),
                Overload.member(
                        "reverse_list",
                        LIST,
                        List.of(LIST),
                        a -> List.copyOf(list(a, 0).reversed())));
        table.add(
                "charAt",
                Overload.member(
                        "char_at", TEXT, List.of(TEXT, INT), a -> charAt(new Points(text(a, 0)), number(a, 1))));
        table.add(
                "indexOf",
                Overload.member("index_of", INT, List.of(TEXT, TEXT), a -> new Points(text(a, 0)).find(text(a, 1), 0)),
                Overload.member(
                        "index_of_from",
                        INT,
                        List.of(TEXT, TEXT, INT),
                        a -> new Points(text(a, 0)).find(text(a, 1), number(a, 2))));
        table.add(
                "lastIndexOf",
                Overload.member(
                        "last_index_of",
                        INT,
                        List.of(TEXT, TEXT),
                        a -> new Points(text(a, 0)).findLast(text(a, 1), Integer.MAX_VALUE)),
                Overload.member(
                        "last_index_of_to",
                        INT,
                        List.of(TEXT, TEXT, INT),
                        a -> new Points(text(a, 0)).findLast(text(a, 1), number(a, 2))));
        table.add(
                "substring",
                Overload.member("substring_from", TEXT, List.of(TEXT, INT), a -> {
                    Points points = new Points(text(a, 0));
                    return points.cut(number(a, 1), points.length());
                }),
                Overload.member(
                        "substring",
                        TEXT,
                        List.of(TEXT, INT, INT),
                        a -> new Points(text(a, 0)).cut(number(a, 1), number(a, 2))));
        table.add(
                "replace",
                Overload.member(
                        "replace_all",
                        TEXT,
                        List.of(TEXT, TEXT, TEXT),
                        a -> replace(text(a, 0), text(a, 1), text(a, 2), -1)),
                Overload.member(
                        "replace_some",
                        TEXT,
                        List.of(TEXT, TEXT, TEXT, INT),
                        a -> replace(text(a, 0), text(a, 1), text(a, 2), number(a, 3))));
        table.add(
                "split",
                Overload.member("split_all", TEXTS, List.of(TEXT, TEXT), a -> split(text(a, 0), text(a, 1), -1)),
                Overload.member(
                        "split_some",
                        TEXTS,
                        List.of(TEXT, TEXT, INT),
                        a -> split(text(a, 0), text(a, 1), number(a, 2))));
        table.add(
                "join",
                Overload.member("join", TEXT, List.of(TEXTS), a -> join(list(a, 0), "")),
                Overload.member("join_with", TEXT, List.of(TEXTS, TEXT), a -> join(list(a, 0), text(a, 1))));
        table.add(
                "format",
                Overload.member("format", TEXT, List.of(TEXT, LIST), a -> TextFormat.format(text(a, 0), list(a, 1))));
        table.ofText("strings.quote", TEXT, a -> JsonText.write(text(a, 0)));
    }

    private static String ascii(String text, char first, char last, int shift) {
        var result = new StringBuilder(text);
        for (int i = 0; i < result.length(); i++) {
            char c = result.charAt(i);
            if (c >= first && c <= last) {
                result.setCharAt(i, (char) (c + shift));
            }
        }
        return result.toString();
    }

    private static String charAt(Points text, int index) {
        return index == text.length() ? "" : text.cut(index, index + 1);
    }

    private static String join(List<?> items, String separator) {
        return items.stream().map(String.class::cast).collect(Collectors.joining(separator));
    }

    private static String replace(String text, String old, String with, int times) {
        if ((text.length() + 1L) * (with.length() + 1L) > LONGEST) {
            throw new IllegalArgumentException("the replaced text could be longer than 1 MiB");
        }
        if (times < 0) {
            return text.replace(old, with);
        }
        var result = new StringBuilder();
        int from = 0;
        for (int i = 0; i < times; i++) {
            int at = text.indexOf(old, from);
            if (at < 0 || (old.isEmpty() && at >= text.length())) {
                break;
            }
            int step = old.isEmpty() ? 1 : old.length();
            result.append(text, from, at).append(with).append(old.isEmpty() ? text.substring(at, at + 1) : "");
            from = at + step;
        }
        return result.append(text.substring(from)).toString();
    }

    private static List<String> split(String text, String separator, int limit) {
        List<String> parts = new ArrayList<>();
        if (limit == 0) {
            return parts;
        }
        if (separator.isEmpty()) {
            Points points = new Points(text);
            int all = limit < 0 ? points.length() : Math.min(points.length(), limit);
            for (int i = 0; i < all; i++) {
                parts.add(points.cut(i, i + 1 == all ? points.length() : i + 1));
            }
            return parts;
        }
        int from = 0;
        for (int at = text.indexOf(separator);
                at >= 0 && (limit < 0 || parts.size() < limit - 1);
                at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }
}
