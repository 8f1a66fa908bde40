package dev.culvert.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.policy.action.ActionType;
import dev.culvert.policy.action.Actions;
import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.text.Findings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PolicySchemaTest {

    private final JsonNode schema = JsonMapper.shared().readTree(PolicySchema.json());

    @Test
    void every_action_stands_in_its_phases() {
        assertThat(schema.at("/properties").propertyNames())
                .containsExactly("on_tcp_connect", "on_http_request", "on_http_response", "on_event_stream_message");
        for (ActionType type : Actions.types()) {
            type.phases()
                    .forEach(phase -> assertThat(
                                    schema.at("/properties/" + phase.key() + "/items/properties/actions/items/oneOf"))
                            .as("%s in %s", type.name(), phase.key())
                            .anySatisfy(a -> assertThat(
                                            a.at("/properties/type/const").stringValue())
                                    .isEqualTo(type.name())));
        }
    }

    @Test
    void fields_carry_their_types_bounds_and_help() {
        JsonNode limit = schema.at("/properties/on_tcp_connect/items/properties/actions/items/oneOf")
                .valueStream()
                .filter(a -> a.at("/properties/type/const").stringValue().equals("limit-connections"))
                .findFirst()
                .orElseThrow();

        assertThat(limit.at("/properties/config/properties/max/type").stringValue())
                .isEqualTo("integer");
        assertThat(limit.at("/properties/config/properties/max/minimum").intValue())
                .isEqualTo(1);
        assertThat(limit.at("/properties/config/properties/max/description").stringValue())
                .isNotBlank();
        assertThat(limit.at("/properties/config/required/0").stringValue()).isEqualTo("max");
        assertThat(limit.at("/properties/config/additionalProperties").booleanValue())
                .isFalse();
    }

    @Test
    void it_is_json_that_the_reader_reads_too() {
        var findings = new Findings();
        PolicyDocument.read(PolicySchema.json(), findings);
        assertThat(findings.sorted()).noneMatch(f -> f.message().startsWith("This is neither"));
    }
}
