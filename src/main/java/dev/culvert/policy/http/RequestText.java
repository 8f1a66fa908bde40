package dev.culvert.policy.http;

import dev.culvert.model.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a request that somebody thinks of, and the response to it, as it is written on a command line or in a form. */
public final class RequestText {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");

    private RequestText() {}

    /** A method, {@code GET} if there is none. */
    public static String method(String text) {
        String method = text.isBlank() ? "GET" : text.strip();
        if (!TOKEN.matcher(method).matches()) {
            throw new InvalidValue("'" + text + "' is no method; write one such as GET or POST.");
        }
        return method;
    }

    /** Headers, each {@code name: value} on a line of its own; empty lines do not count. */
    public static HeaderList headers(List<String> lines) {
        HeaderList.Builder headers = HeaderList.builder();
        for (String line : lines) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon).strip();
            if (line.isBlank()) {
                continue;
            }
            if (colon < 0 || !TOKEN.matcher(name).matches()) {
                throw new InvalidValue(
                        "'" + line + "' is no header; write a name, a colon and a value, such as accept: text/html.");
            }
            headers.add(name, line.substring(colon + 1).strip());
        }
        return headers.build();
    }

    /**
     * A request of HTTP/1.1.
     *
     * @param url the URL, or only its path and query
     * @param endpoint host and port of the endpoint, where neither the URL nor the headers name a host
     * @param isSecure whether TLS was terminated, so that a path is one of {@code https}
     */
    public static RequestHead request(
            String method, String url, HeaderList headers, String endpoint, boolean isSecure, Instant at) {
        String text = url.strip();
        String host = headers.first("host");
        if (text.startsWith("/") || text.equals("*")) {
            return head(method, isSecure ? "https" : "http", host == null ? endpoint : host, text, headers, at);
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getRawAuthority() != null && (scheme.equals("http") || scheme.equals("https"))) {
                String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
                String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
                return head(method, scheme, uri.getRawAuthority(), target, headers, at);
            }
        } catch (URISyntaxException e) {
            // answered below, as any other text that is no URL
        }
        throw new InvalidValue(
                "'" + url + "' is no URL of a request; write one such as http://example.com/a?b=c, or /a?b=c.");
    }

    /** A response of HTTP/1.1; of status 200 if none is said. Those before the last one (1xx) do not go through a policy. */
    public static ResponseHead response(String status, HeaderList headers) {
        String text = status.isBlank() ? "200" : status.strip();
        if (!STATUS.matcher(text).matches()) {
            throw new InvalidValue("'" + status + "' is no status of a response; write a number from 200 to 599.");
        }
        return new ResponseHead(Integer.parseInt(text), "", 1, 1, headers);
    }

    private static RequestHead head(
            String method, String scheme, String authority, String target, HeaderList headers, Instant at) {
        HeaderList all =
                headers.has("host") ? headers : HeaderList.of("host", authority).withAll(headers);
        return new RequestHead(method, scheme, authority, target, 1, 1, all, at);
    }
}
