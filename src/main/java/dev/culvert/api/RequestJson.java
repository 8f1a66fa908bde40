package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import dev.culvert.model.Upstream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Writes the HTTP requests of a connection. */
final class RequestJson {

    private static final double MICROS_PER_MILLI = 1000;

    /** What is written here. */
    static final Schema SCHEMA = Schema.object()
            .with("id", Schema.text())
            .with("method", Schema.text())
            .with("scheme", Schema.choice("http", "https"))
            .with("host", Schema.text().described("As it was asked for; empty if it was not."))
            .with("path", Schema.text())
            .maybe("query", Schema.text().described("Without the question mark."))
            .with("version", Schema.text())
            .maybe("user_agent", Schema.text())
            .maybe("upstream", Schema.text().described("Missing where Culvert answered by itself."))
            .with("start_ts", Schema.time())
            .with("end_ts", Schema.time())
            .with("duration_ms", Schema.number())
            .maybe("first_byte_ms", Schema.number().described("Until the head of the answer was there."))
            .maybe("status_code", Schema.whole().described("Missing where there was no answer."))
            .with("request_body_length", Schema.whole())
            .with("response_body_length", Schema.whole())
            .maybe("error", Schema.text().described("What went wrong."))
            .maybe("decision", ConnectionJson.DECISION.described("What the HTTP phases made of it."))
            .named("HttpRequest");

    private RequestJson() {}

    static ObjectNode of(HttpExchange x) {
        ObjectNode json = Json.object();
        HttpExchange.Request request = x.request();
        json.put("id", x.id().toString());
        json.put("method", request.method());
        json.put("scheme", request.scheme());
        json.put("host", request.host());
        json.put("path", request.path());
        Json.putText(json, "query", request.query());
        json.put("version", request.version());
        Json.putText(json, "user_agent", request.userAgent());
        Upstream upstream = x.upstream();
        Json.putText(json, "upstream", upstream == null ? "" : upstream.url());
        json.put("start_ts", x.startedAt().toString());
        json.put("end_ts", x.endedAt().toString());
        json.put("duration_ms", millis(x.duration()));
        Duration head = x.headTime();
        if (head != null) {
            json.put("first_byte_ms", millis(head));
        }
        if (x.status() != 0) {
            json.put("status_code", x.status());
        }
        json.put("request_body_length", request.bytes());
        json.put("response_body_length", x.responseBytes());
        String error = x.error();
        Json.putText(json, "error", error == null ? "" : error);
        if (!x.decision().equals(DecisionRecord.NONE)) {
            ConnectionJson.decision(json, x.decision());
        }
        return json;
    }

    /** To the microsecond: many answers take less than a millisecond. */
    private static double millis(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos()) / MICROS_PER_MILLI;
    }
}
