package dev.culvert.engine.netty.http;

import dev.culvert.policy.http.HeaderList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers of a message concern only the connection that it came by (RFC 9110 7.6.1). */
final class HopHeaders {

    /** What no client may have taken away by naming it in {@code Connection}: others rely on it. */
    private static final Set<String> KEPT = Set.of("host", "authorization", "cookie", "cache-control", "expect");

    private static final String FORWARDED = "x-forwarded-";

    private static final HopHeaders USUAL = new HopHeaders(Set.of());

    private final Set<String> named;

    private HopHeaders(Set<String> named) {
        this.named = named;
    }

    static HopHeaders of(HeaderList headers) {
        List<String> said = headers.all("connection");
        if (said.isEmpty() || (said.size() == 1 && isUsual(said.getFirst()))) {
            return USUAL;
        }
        Set<String> named = new HashSet<>();
        for (String line : said) {
            for (String name : line.split(",", -1)) {
                String lower = name.strip().toLowerCase(Locale.ROOT);
                if (!KEPT.contains(lower) && !lower.startsWith(FORWARDED)) {
                    named.add(lower);
                }
            }
        }
        return new HopHeaders(named);
    }

    private static boolean isUsual(String said) {
        return said.equalsIgnoreCase("keep-alive")
                || said.equalsIgnoreCase("close")
                || said.equalsIgnoreCase("upgrade");
    }

    /** Whether a header is not sent on. */
    boolean includes(String name) {
        return isAlways(name) || (!named.isEmpty() && named.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static boolean isAlways(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 7 -> name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("http2-settings");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }

    /** Whether a header may stand behind a body; none that is about framing, routing or who asks (RFC 9110 6.5.1). */
    static boolean mayTrail(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !isAlways(name) && !KEPT.contains(lower) && !lower.startsWith(FORWARDED) && !lower.equals("trailer");
    }
}
