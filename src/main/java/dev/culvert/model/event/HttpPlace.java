package dev.culvert.model.event;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what the targets that speak HTTP have in common. */
final class HttpPlace {

    /** A token of RFC 9110 5.6.2. */
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** What the client sets by itself. */
    private static final Set<String> OURS =
            Set.of("connection", "content-length", "content-type", "expect", "host", "upgrade", "transfer-encoding");

    private HttpPlace() {}

    static String url(TargetSettings settings, String example) {
        String url = settings.required("url", "Write the URL, such as " + example + ".");
        if (url.isEmpty()) {
            return url;
        }
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // answered below, as any other text that does not do
        }
        settings.refuse(
                "url",
                "'" + url + "' does not do; write an http:// or https:// URL with a host, such as " + example + ".");
        return url;
    }

    static Map<String, String> headers(TargetSettings settings) {
        Map<String, String> headers = settings.map("headers");
        headers.keySet().forEach(name -> {
            if (!HEADER.matcher(name).matches()) {
                settings.refuse("headers." + name, "This is not the name of a header.");
            } else if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                settings.refuse("headers." + name, "Culvert sets this header itself; leave it out.");
            }
        });
        return headers;
    }
}
