package dev.culvert.policy.expression;

import dev.culvert.policy.http.HeaderList;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cookies as values of expressions (RFC 6265): of each name a list of maps with ngrok's keys. */
final class Cookies {

    private Cookies() {}

    /** Those of a request, in its order. */
    static Map<String, List<Map<String, Object>>> ofRequest(HeaderList headers) {
        Map<String, List<Map<String, Object>>> cookies = new LinkedHashMap<>();
        for (String line : headers.all("cookie")) {
            for (String pair : line.split(";", -1)) {
                add(cookies, cookie(pair));
            }
        }
        return cookies;
    }

    /** Those of a response; of several with one name the one with the longest path is the first. */
    static Map<String, List<Map<String, Object>>> ofResponse(HeaderList headers) {
        Map<String, List<Map<String, Object>>> cookies = new LinkedHashMap<>();
        for (String line : headers.all("set-cookie")) {
            String[] parts = line.split(";", -1);
            Map<String, Object> cookie = cookie(parts[0]);
            Map<String, Object> unknown = new LinkedHashMap<>();
            for (int i = 1; i < parts.length; i++) {
                attribute(parts[i], cookie, unknown);
            }
            cookie.put("unparsed_attributes", unknown);
            add(cookies, cookie);
        }
        Comparator<Map<String, Object>> byLength =
                Comparator.comparingInt(c -> text(c, "path").length());
        cookies.values().forEach(list -> list.sort(byLength.reversed()));
        return cookies;
    }

    private static String text(Map<String, Object> cookie, String attribute) {
        return String.valueOf(cookie.get(attribute));
    }

    private static void add(Map<String, List<Map<String, Object>>> cookies, Map<String, Object> cookie) {
        String name = text(cookie, "name");
        if (!name.isEmpty()) {
            cookies.computeIfAbsent(name, n -> new ArrayList<>(1)).add(cookie);
        }
    }

    private static Map<String, Object> cookie(String pair) {
        int equals = pair.indexOf('=');
        Map<String, Object> cookie = new LinkedHashMap<>();
        cookie.put("name", equals < 0 ? "" : pair.substring(0, equals).strip());
        cookie.put("value", unquoted(pair.substring(equals + 1).strip()));
        cookie.put("domain", "");
        cookie.put("path", "");
        cookie.put("same_site", "");
        cookie.put("secure", false);
        cookie.put("http_only", false);
        return cookie;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static void attribute(String part, Map<String, Object> cookie, Map<String, Object> unknown) {
        int equals = part.indexOf('=');
        String name = (equals < 0 ? part : part.substring(0, equals)).strip();
        String value = equals < 0 ? "" : part.substring(equals + 1).strip();
        switch (name.toLowerCase(Locale.ROOT)) {
            case "" -> {}
            case "domain" -> cookie.put("domain", value);
            case "path" -> cookie.put("path", value);
            case "samesite" -> cookie.put("same_site", value);
            case "secure" -> cookie.put("secure", true);
            case "httponly" -> cookie.put("http_only", true);
            case "expires" -> expires(value, cookie);
            case "max-age" -> maxAge(value, cookie);
            default -> unknown.put(name, value);
        }
    }

    private static void expires(String value, Map<String, Object> cookie) {
        try {
            // some servers part the date with hyphens
            cookie.put("expires", Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.replace('-', ' '))));
        } catch (DateTimeException e) {
            // a date that is none does not count (RFC 6265 5.2.1)
        }
    }

    private static void maxAge(String value, Map<String, Object> cookie) {
        try {
            cookie.put("max_age", Duration.ofSeconds(Integer.parseInt(value)));
        } catch (NumberFormatException e) {
            // a number that is none does not count (RFC 6265 5.2.2)
        }
    }
}
