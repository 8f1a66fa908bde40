package dev.culvert.events.delivery;

import dev.culvert.events.Event;
import dev.culvert.model.event.OtlpTarget;
import dev.culvert.policy.expression.JsonReader;
import dev.culvert.policy.expression.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends log records to a collector of OpenTelemetry: OTLP 1.x over HTTP with JSON (opentelemetry.io/docs/specs/otlp). A
 * record's body is the event's JSON.
 */
final class OtlpSender implements Sender {

    private static final Logger log = LoggerFactory.getLogger(OtlpSender.class);
    private static final int MOST = 200;
    private static final String PATH = "/v1/logs";
    /** INFO of the logs data model. */
    private static final int INFO = 9;

    private final HttpPost http;

    OtlpSender(OtlpTarget target, HttpClient client) {
        URI url = URI.create(target.url());
        this.http = new HttpPost(client, url.getPath().length() <= 1 ? url.resolve(PATH) : url, target.headers());
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void send(List<Outgoing> events) throws DeliveryFailure, InterruptedException {
        String answer = http.post(request(events).getBytes(StandardCharsets.UTF_8), Map.of(), 0);
        noteRejected(answer);
    }

    private static String request(List<Outgoing> events) {
        List<Object> records = new ArrayList<>();
        String now = nanos(Instant.now());
        for (Outgoing outgoing : events) {
            Event event = outgoing.event();
            Map<String, Object> log = new LinkedHashMap<>();
            log.put("timeUnixNano", nanos(event.timestamp()));
            log.put("observedTimeUnixNano", now);
            log.put("severityNumber", INFO);
            log.put("severityText", "INFO");
            log.put("eventName", event.type());
            log.put("body", text(outgoing.json()));
            log.put(
                    "attributes",
                    List.of(
                            attribute("event.name", event.type()),
                            attribute("event.id", event.id()),
                            attribute("culvert.account_id", event.account())));
            records.add(log);
        }
        Map<String, Object> scope = new LinkedHashMap<>();
        scope.put("scope", Map.of("name", "dev.culvert.events"));
        scope.put("logRecords", records);
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("resource", Map.of("attributes", List.of(attribute("service.name", "culvert"))));
        resource.put("scopeLogs", List.of(scope));
        return JsonText.write(Map.of("resourceLogs", List.of(resource)));
    }

    private static Map<String, Object> text(String text) {
        return Map.of("stringValue", text);
    }

    private static Map<String, Object> attribute(String name, String value) {
        Map<String, Object> attribute = new LinkedHashMap<>();
        attribute.put("key", name);
        attribute.put("value", text(value));
        return attribute;
    }

    /** 64-bit numbers are texts in JSON (OTLP, JSON Protobuf encoding). */
    private static String nanos(Instant time) {
        return Long.toString(ChronoUnit.NANOS.between(Instant.EPOCH, time));
    }

    /** A collector may take a request and some of its records not; these must not be sent again. */
    private static void noteRejected(String answer) {
        try {
            if (JsonReader.read(answer) instanceof Map<?, ?> body
                    && body.get("partialSuccess") instanceof Map<?, ?> partial
                    && partial.get("errorMessage") instanceof String why
                    && !why.isEmpty()) {
                log.warn("The collector took a request of events, and says: {}", why);
            }
        } catch (IllegalArgumentException e) {
            // an answer without JSON takes everything
        }
    }

    @Override
    public void close() {
        // the client is everybody's
    }
}
