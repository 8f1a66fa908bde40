package dev.culvert.model.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A collector of OpenTelemetry, which is sent log records by OTLP over HTTP, as JSON.
 *
 * @param url where it takes logs; {@code /v1/logs} where the URL has no path
 * @param headers further headers, such as a key
 */
public record OtlpTarget(String url, Map<String, String> headers) implements EventTarget {

    /** Copies the headers. */
    public OtlpTarget {
        headers = Map.copyOf(headers);
    }

    static OtlpTarget read(TargetSettings settings) {
        return new OtlpTarget(HttpPlace.url(settings, "http://localhost:4318/v1/logs"), HttpPlace.headers(settings));
    }

    @Override
    public TargetKind kind() {
        return TargetKind.OTLP;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("url", url);
        headers.forEach((name, value) -> settings.put("headers." + name, value));
        return settings;
    }

    @Override
    public Set<String> secrets() {
        return Set.of("headers");
    }

    /** Where; never the headers, so that no key can slip into a log. */
    @Override
    public String toString() {
        return "otlp " + url;
    }
}
