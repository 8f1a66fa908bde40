package dev.culvert.ui.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds an offset of a policy that is being written, and so may not be parsable yet. Found from the indentation of
 * the lines before it, and from the brackets in its own line (in JSON, from all brackets before it).
 *
 * @param path the keys above it, from the outermost; {@code []} for an item of a list
 * @param action the type of the action it lies in; empty if it lies in none, or that has no type yet
 * @param kind what may be written there
 */
record Surrounding(List<String> path, String action, Kind kind) {

    /** An item of a list, in a path. */
    static final String ITEM = "[]";

    private static final Pattern LINE = Pattern.compile(
            "(?<indent> *)(?<dashes>(?:-(?: +|$))*)(?:(?<key>[\\w.-]+|\"[^\"]*\"|'[^']*') *:(?= |$))?.*");

    /** What may be written at a place. */
    enum Kind {
        /** A key of a map, or a value that has just begun. */
        KEY,
        /** A value; the last of the path is its key. */
        VALUE,
        /** CEL. */
        EXPRESSION
    }

    Surrounding {
        path = List.copyOf(path);
    }

    static Surrounding of(String text, int offset) {
        String before = text.substring(0, offset);
        int open = before.lastIndexOf("${");
        boolean isTemplate = open > before.lastIndexOf('}') && open > before.lastIndexOf('\n');
        Surrounding place = before.stripLeading().startsWith("{") ? inFlow(List.of(), before) : inBlock(text, before);
        return isTemplate || place.isExpression() ? new Surrounding(place.path, place.action, Kind.EXPRESSION) : place;
    }

    private boolean isExpression() {
        int at = Math.max(path.lastIndexOf("expressions"), path.lastIndexOf("bucket_key"));
        return at >= 0 && at >= path.size() - 2 && (kind == Kind.VALUE || at == path.size() - 2);
    }

    /** Whether the path ends so. */
    boolean endsWith(String... last) {
        int from = path.size() - last.length;
        return from >= 0 && path.subList(from, path.size()).equals(List.of(last));
    }

    private static Surrounding inBlock(String text, String before) {
        List<String> lines = before.lines().toList();
        boolean isNewLine = before.isEmpty() || before.endsWith("\n");
        String own = isNewLine ? "" : lines.getLast();
        int count = isNewLine ? lines.size() : lines.size() - 1;
        Matcher line = match(own);
        Deque<String> path = new ArrayDeque<>();
        int dash = line.end("indent");
        int column = line.end("dashes");
        boolean isItem = column > dash;
        if (isItem) {
            path.addFirst(ITEM);
        }
        int limit = isItem ? dash : isNewLine ? before.length() - before.lastIndexOf('\n') - 1 : column;
        boolean inclusive = isItem;
        int configColumn = -1;
        int configLine = -1;
        for (int i = count - 1; i >= 0 && (limit > 0 || inclusive); i--) {
            Matcher above = match(lines.get(i));
            String key = above.group("key");
            boolean isBlank = lines.get(i).isBlank() || lines.get(i).strip().startsWith("#");
            int keyColumn = above.end("dashes");
            int dashColumn = above.end("indent");
            boolean hasDash = keyColumn > dashColumn;
            boolean isParent = key != null && (keyColumn < limit || (inclusive && keyColumn == limit && !hasDash));
            if (isBlank) {
                continue;
            }
            if (isParent) {
                path.addFirst(key.replaceAll("[\"']", ""));
                if (key.equals("config")) {
                    configColumn = keyColumn;
                    configLine = i;
                }
            }
            if (hasDash && dashColumn < limit) {
                path.addFirst(ITEM);
                limit = dashColumn;
                inclusive = true;
            } else if (isParent) {
                limit = keyColumn;
                inclusive = false;
            }
        }
        List<String> above = new ArrayList<>(path);
        String ownKey = line.group("key");
        if (ownKey != null && ownKey.equals("config")) {
            configColumn = column;
            configLine = count;
        }
        String action = configLine < 0 ? "" : actionAround(text.lines().toList(), configLine, configColumn);
        String content = own.substring(Math.min(own.length(), column));
        Surrounding inLine = inFlow(above, content);
        return new Surrounding(inLine.path, action, inLine.kind);
    }

    private static Matcher match(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("matches everything: " + line);
        }
        return matcher;
    }

    /** The type that stands beside a {@code config}. */
    private static String actionAround(List<String> lines, int from, int column) {
        for (int step : new int[] {-1, 1}) {
            for (int i = from; i >= 0 && i < lines.size(); i += step) {
                Matcher line = match(lines.get(i));
                int keyColumn = line.end("dashes");
                boolean isBlank = lines.get(i).isBlank();
                boolean begins = keyColumn > line.end("indent");
                if (!isBlank && (keyColumn < column || (step > 0 && i > from && begins && keyColumn <= column))) {
                    break;
                }
                if (keyColumn == column && "type".equals(line.group("key"))) {
                    return lines.get(i).substring(line.end("key") + 1).strip().replaceAll("[\"':]|\\s+#.*", "");
                }
                if (step < 0 && begins && keyColumn == column) {
                    break;
                }
            }
        }
        return "";
    }

    /** Goes on from a path through text with brackets and keys. */
    private static Surrounding inFlow(List<String> above, String text) {
        Deque<Level> levels = new ArrayDeque<>();
        Level level = new Level('\0', null);
        int i = 0;
        int wordStart = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                int close = text.indexOf(c, i + 1);
                i = close < 0 ? text.length() : close;
            } else if (c == '{' || c == '[') {
                levels.push(level);
                level = new Level(c, null);
                wordStart = i + 1;
            } else if ((c == '}' || c == ']') && !levels.isEmpty()) {
                level = levels.pop();
            } else if (c == ',' && !levels.isEmpty()) {
                level = new Level(level.bracket, null);
                wordStart = i + 1;
            } else if (c == ':' && level.key == null && level.bracket != '[') {
                level = new Level(level.bracket, text.substring(wordStart, i).replaceAll("[\"'\\s]", ""));
            }
            i++;
        }
        levels.push(level);
        List<String> path = new ArrayList<>(above);
        for (Level each : levels.reversed()) {
            if (each.key != null) {
                path.add(each.key);
            } else if (each.bracket == '[') {
                path.add(ITEM);
            }
        }
        boolean isValue = level.key != null || level.bracket == '[';
        return new Surrounding(path, "", isValue ? Kind.VALUE : Kind.KEY);
    }

    /** A bracket that is open, and the key whose value is being written in it. */
    private record Level(char bracket, @Nullable String key) {}
}
