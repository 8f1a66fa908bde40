package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.culvert.api.HttpCaller.Reply;
import dev.culvert.model.event.TargetKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What openapi.json says of targets is what the API takes, no more and no less. That of answers, every call here checks. */
final class EventTargetSchemaTest extends EventFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | {'file': {'path': 'a'}}",
                "true  | {'file': {'path': 'b', 'max_bytes': 5000, 'keep': '2'}, 'kinesis': null, 'debug': null}",
                "true  | {'webhook': {'url': 'http://127.0.0.1:1/'}}",
                "true  | {'webhook': {'url': 'http://127.0.0.1:1/', 'secret': 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',"
                        + " 'headers': {'X-A': 'b'}}}",
                "true  | {'syslog': {'host': 'localhost'}}",
                "true  | {'syslog': {'host': 'localhost', 'port': 514, 'transport': 'udp', 'facility': 'local1', 'app_name': 'c'}}",
                "true  | {'otlp': {'url': 'http://127.0.0.1:1/', 'headers': {'X-A': 'b'}}}",
                "true  | {'debug': {}}",
                "true  | {'debug': {'log': true}}",
                "false | {'file': {}}",
                "false | {'file': {'path': 'c', 'colour': 'red'}}",
                "false | {'file': {'path': 'd', 'keep': true}}",
                "false | {'webhook': {'url': 'http://127.0.0.1:1/', 'headers': ['X-A']}}",
                "false | {'syslog': {'host': 'localhost', 'transport': 'pigeon'}}",
                "false | {'syslog': {'port': 514}}",
                "false | {'otlp': {'headers': {}}}",
                "false | {'debug': {'callback_url': 'http://127.0.0.1:1/'}}",
                "false | {'datadog': {'api_key': 'k'}}",
                "false | {'pigeon': {}}"
            })
    void theSchemaTakesWhatTheApiTakes(boolean good, String text) {
        JsonNode target = new JsonMapper().readTree(text.replace('\'', '"'));
        ObjectNode body = Json.object();
        body.set("target", target);

        Reply reply = caller.call("POST", "/event_destinations", body.toString());

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(good ? 201 : 400);
        assertThat(schema("EventTargetBody").validate(target).isEmpty()).isEqualTo(good);
    }

    @Test
    void everyKindIsThere() {
        JsonNode schemas = Contract.document(gateway.server().uri()).at("/components/schemas");
        String[] kinds =
                Arrays.stream(TargetKind.values()).map(TargetKind::wireName).toArray(String[]::new);
        for (String name : new String[] {"EventTarget", "EventTargetBody"}) {
            assertThat(schemas.path(name).path("properties").propertyNames()).contains(kinds);
            assertThat(schemas.path(name).path("additionalProperties").asBoolean(true))
                    .isFalse();
        }
        assertThat(schemas.at("/EventDestination/properties/target/$ref").asString())
                .isEqualTo("#/components/schemas/EventTarget");
    }

    private com.networknt.schema.Schema schema(String name) {
        JsonNode document = Contract.document(gateway.server().uri());
        ObjectNode schema = Json.object().put("$ref", "#/components/schemas/" + name);
        schema.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
