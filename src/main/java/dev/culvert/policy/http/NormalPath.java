package dev.culvert.policy.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A path in its normal form (RFC 3986 6.2.2), so that a rule on {@code /admin} is not passed by with {@code /x/../admin} or
 * {@code /%61dmin}: what need not be percent-encoded is not, what is has capital digits, and there are no {@code .} and
 * {@code ..} in it.
 */
public final class NormalPath {

    private static final String UNRESERVED = "-._~";

    private NormalPath() {}

    /** The normal form of a path that begins with a slash; anything else stays as it is. */
    public static String of(String path) {
        if (!path.startsWith("/")) {
            return path;
        }
        String decoded = path.indexOf('%') < 0 ? path : decoded(path);
        return decoded.contains("/.") ? withoutDots(decoded) : decoded;
    }

    private static String decoded(String path) {
        var text = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int high = c == '%' && i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), 16);
            if (low < 0) {
                text.append(c);
                continue;
            }
            char meant = (char) (high * 16 + low);
            if (isUnreserved(meant)) {
                text.append(meant);
            } else {
                text.append('%')
                        .append(Character.toUpperCase(path.charAt(i + 1)))
                        .append(Character.toUpperCase(path.charAt(i + 2)));
            }
            i += 2;
        }
        return text.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }

    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean isLast = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {}
                case ".." -> kept.pollLast();
                default -> kept.addLast(segments[i]);
            }
            if (isLast && (segments[i].equals(".") || segments[i].equals(".."))) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
