package dev.culvert.policy.action;

import dev.culvert.policy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** URLs as they come out of replacements: parts may be missing, and any sign may be in them. */
final class Urls {

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)([a-z][a-z0-9+.-]*):(//.*)?.*", Pattern.DOTALL);
    private static final Pattern PARTS =
            Pattern.compile("(?i)(https?)://(?:[^/?#@]*@)?([^/?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?i)(?:\\[[0-9a-f:.]+]|[a-z0-9._~%!$&'()*+,;=-]+)(?::[0-9]{1,5})?");
    private static final String KEPT = "!#$%&'()*+,-./:;=?@[]_~";

    private Urls() {}

    /**
     * A parts of a URL that requests have.
     *
     * @param scheme {@code http} or {@code https}
     * @param authority host and port
     * @param target path and query, beginning with a slash
     */
    record Parts(String scheme, String authority, String target) {}

    /** The URL with what it lacks taken from the request's, and with what may not stand in it percent-encoded. */
    static String complete(String text, RequestHead request) {
        String url = encoded(text);
        String own = request.scheme() + "://" + request.authority();
        if (url.startsWith("//")) {
            return request.scheme() + ":" + url;
        } else if (url.startsWith("/")) {
            return own + url;
        } else if (ABSOLUTE.matcher(url).matches()) {
            // what is left of a URL whose host was replaced
            return url.replaceFirst(
                    "^(?i)(https?)://(?=[/?#]|$)", "$1://" + Matcher.quoteReplacement(request.authority()));
        }
        return own + "/" + url;
    }

    /** The parts of a complete URL; null if it is none that a request can be sent with. */
    static @Nullable Parts parts(String url) {
        Matcher matcher = PARTS.matcher(url);
        if (!matcher.matches()) {
            return null;
        }
        String authority = matcher.group(2);
        String rest = matcher.group(3);
        return authority.isEmpty() || AUTHORITY.matcher(authority).matches()
                ? new Parts(
                        matcher.group(1).toLowerCase(Locale.ROOT), authority, rest.startsWith("/") ? rest : "/" + rest)
                : null;
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (isPlain || KEPT.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
