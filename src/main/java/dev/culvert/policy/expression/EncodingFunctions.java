package dev.culvert.policy.expression;

import static dev.culvert.policy.expression.FunctionTable.BOOL;
import static dev.culvert.policy.expression.FunctionTable.DYN;
import static dev.culvert.policy.expression.FunctionTable.LIST;
import static dev.culvert.policy.expression.FunctionTable.MAP;
import static dev.culvert.policy.expression.FunctionTable.TEXT;
import static dev.culvert.policy.expression.FunctionTable.text;

import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Base64, JSON, URLs and query strings. */
final class EncodingFunctions {

    private EncodingFunctions() {}

    static void addTo(FunctionTable table) {
        table.ofText("base64.decode", SimpleType.BYTES, a -> CelByteString.of(unbase64(text(a, 0))));
        table.add(
                "base64.encode",
                Overload.global(
                        "base64_encode_bytes",
                        TEXT,
                        List.of(SimpleType.BYTES),
                        a -> Base64.getEncoder().encodeToString(((CelByteString) a[0]).toByteArray())),
                Overload.global("base64_encode_text", TEXT, List.of(TEXT), a -> base64(text(a, 0))));
        table.onText("encodeBase64", TEXT, a -> base64(text(a, 0)));
        table.onText("decodeBase64", TEXT, a -> new String(unbase64(text(a, 0)), StandardCharsets.UTF_8));
        table.add(
                "basic_auth.encode",
                Overload.global(
                        "basic_auth_encode",
                        TEXT,
                        List.of(TEXT, TEXT),
                        a -> "Basic " + base64(text(a, 0) + ":" + text(a, 1))));

        table.ofText("json.decode", DYN, a -> JsonReader.read(text(a, 0)));
        table.onText("decodeJson", DYN, a -> JsonReader.read(text(a, 0)));
        table.add("json.encode", Overload.global("json_encode", TEXT, List.of(DYN), a -> JsonText.write(a[0])));
        table.add(
                "encodeJson",
                Overload.member("encode_json_list", TEXT, List.of(LIST), a -> JsonText.write(a[0])),
                Overload.member("encode_json_map", TEXT, List.of(MAP), a -> JsonText.write(a[0])));
        table.onText("isJson", BOOL, a -> succeeds(() -> JsonReader.read(text(a, 0))));

        table.ofText("url.escape", TEXT, a -> escape(text(a, 0)));
        table.onText("escapeUrl", TEXT, a -> escape(text(a, 0)));
        table.ofText("url.unescape", TEXT, a -> unescape(text(a, 0)));
        table.onText("unescapeUrl", TEXT, a -> unescape(text(a, 0)));
        table.ofText("url.parse", MAP, a -> parse(text(a, 0)));
        table.onText("parseUrl", MAP, a -> parse(text(a, 0)));
        table.onText("isURL", BOOL, a -> succeeds(() -> parse(text(a, 0))));

        table.ofText("queryString.decode", MAP, a -> decodeQuery(text(a, 0)));
        table.onText("decodeQueryString", MAP, a -> decodeQuery(text(a, 0)));
        table.add(
                "queryString.encode",
                Overload.global("query_string_encode", TEXT, List.of(MAP), a -> encodeQuery((Map<?, ?>) a[0])));
        table.add(
                "encodeQueryString",
                Overload.member("encode_query_string", TEXT, List.of(MAP), a -> encodeQuery((Map<?, ?>) a[0])));
        table.onText("isQueryString", BOOL, a -> succeeds(() -> decodeQuery(text(a, 0))));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] unbase64(String text) {
        if (text.length() % 4 != 0) {
            throw new IllegalArgumentException("this is no base64: its length is no multiple of 4");
        }
        return Base64.getDecoder().decode(text);
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String unescape(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean succeeds(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, Object> parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("this is no URL: it has no scheme or no host");
        }
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("scheme", uri.getScheme());
        parts.put("host", uri.getHost());
        parts.put("port", uri.getPort() < 0 ? "" : Integer.toString(uri.getPort()));
        parts.put("path", orEmpty(uri.getPath()));
        parts.put("query", orEmpty(uri.getRawQuery()));
        parts.put("fragment", orEmpty(uri.getFragment()));
        parts.put("user", orEmpty(uri.getUserInfo()));
        return parts;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Map<String, Object> decodeQuery(String text) {
        Map<String, List<Object>> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(unescape(name), n -> new ArrayList<>())
                        .add(unescape(value));
            }
        }
        return new LinkedHashMap<>(parameters);
    }

    private static String encodeQuery(Map<?, ?> parameters) {
        return parameters.entrySet().stream()
                .flatMap(e -> (e.getValue() instanceof List<?> list ? list : List.of(e.getValue()))
                        .stream().map(v -> escape(Values.text(e.getKey())) + "=" + escape(Values.text(v))))
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
