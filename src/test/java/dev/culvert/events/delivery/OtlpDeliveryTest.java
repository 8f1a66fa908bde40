package dev.culvert.events.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.event.OtlpTarget;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events as log records of OpenTelemetry. */
final class OtlpDeliveryTest extends DeliveryFixture {

    @Test
    void records_have_the_form_of_the_specification() {
        try (var receiver = new Receiver(n -> 200)) {
            String url = receiver.url().replace("/hook", "");
            destination(new OtlpTarget(url, Map.of("api-key", "k")));
            connections(1, 3);
            await().until(() -> !receiver.taken().isEmpty());
            Receiver.Taken request = receiver.taken().getFirst();
            assertThat(request.exchange().getRequestURI().getPath()).isEqualTo("/v1/logs");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.header("api-key")).isEqualTo("k");
            JsonNode resource = new JsonMapper().readTree(request.body()).at("/resourceLogs/0");
            assertThat(resource.at("/resource/attributes/0/key").asString()).isEqualTo("service.name");
            assertThat(resource.at("/resource/attributes/0/value/stringValue").asString())
                    .isEqualTo("culvert");
            JsonNode records = resource.at("/scopeLogs/0/logRecords");
            assertThat(records).hasSize(3);
            JsonNode record = records.path(0);
            // 2026-11-23T10:00:00.123456Z
            assertThat(record.path("timeUnixNano").asString()).isEqualTo("1795428000123456000");
            assertThat(record.path("timeUnixNano").isString()).isTrue();
            assertThat(record.path("severityNumber").asInt()).isEqualTo(9);
            assertThat(record.path("eventName").asString()).isEqualTo("tcp_connection_closed.v0");
            JsonNode event =
                    new JsonMapper().readTree(record.at("/body/stringValue").asString());
            assertThat(event.at("/object/conn/bytes_in").asInt()).isEqualTo(1);
            assertThat(record.at("/attributes/1/key").asString()).isEqualTo("event.id");
            assertThat(record.at("/attributes/1/value/stringValue").asString())
                    .isEqualTo(event.path("event_id").asString());
        }
    }

    @Test
    void a_collector_that_is_away_gets_them_later() {
        try (var receiver = new Receiver(n -> n < 3 ? 503 : 200)) {
            String id = destination(new OtlpTarget(receiver.url(), Map.of()));
            connections(1, 5);
            await().until(() -> state(id).waiting() == 0);
            assertThat(receiver.requests()).isEqualTo(4);
            assertThat(state(id).progress().delivered()).isEqualTo(5);
            assertThat(state(id).lastError()).contains("status 503");
        }
    }
}
