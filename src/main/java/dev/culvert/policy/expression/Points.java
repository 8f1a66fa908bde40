package dev.culvert.policy.expression;

/** A text as code points, which is how CEL counts. */
final class Points {

    private final String text;

    Points(String text) {
        this.text = text;
    }

    int length() {
        return text.codePointCount(0, text.length());
    }

    String cut(int from, int to) {
        if (from < 0 || to < from || to > length()) {
            throw new IllegalArgumentException("index out of range: " + from + " to " + to);
        }
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }

    long find(String part, int from) {
        if (from < 0 || from > length()) {
            throw new IllegalArgumentException("index out of range: " + from);
        }
        return points(text.indexOf(part, text.offsetByCodePoints(0, from)));
    }

    long findLast(String part, int to) {
        if (to < 0) {
            throw new IllegalArgumentException("index out of range: " + to);
        }
        return points(text.lastIndexOf(part, to >= length() ? text.length() : text.offsetByCodePoints(0, to)));
    }

    private long points(int offset) {
        return offset < 0 ? -1 : text.codePointCount(0, offset);
    }
}
