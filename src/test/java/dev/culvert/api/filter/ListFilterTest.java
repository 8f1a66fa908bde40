package dev.culvert.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ListFilterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-02-10T00:00:00Z"), ZoneOffset.UTC);
    private static final List<FilterField> FIELDS = List.of(
            FilterField.id("id", "/id"),
            FilterField.moment("created_at"),
            FilterField.text("description"),
            FilterField.text("metadata"),
            FilterField.id("principal.id", "/principal/id"),
            FilterField.text("type"),
            FilterField.text("binding", "/bindings/0"),
            FilterField.flag("pooling_enabled"));
    private static final ObjectNode ENDPOINT = (ObjectNode) new JsonMapper().readTree("""
            {"id": "ep_123", "type": "cloud", "created_at": "2030-02-01T00:00:00Z", "description": "the böök store",
             "bindings": ["public"], "pooling_enabled": true}
            """);

    private static boolean matches(String filter) {
        return ListFilter.parse(filter, FIELDS, CLOCK).matches(ENDPOINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "obj.type == \"cloud\" || obj.type == \"agent\"",
                "obj.type in [\"agent\", \"cloud\"]",
                "obj.type != 'agent'",
                "!(obj.type == 'agent')",
                "obj.pooling_enabled",
                "obj.pooling_enabled == true && obj.binding == 'public'",
                "obj.id == \"ep_123\"",
                "obj.description.startsWith('the') && obj.description.endsWith('store')",
                "obj.description.contains('böök')",
                "size(obj.description) == 14",
                "obj.description.size() > 3",
                "obj.metadata == ''",
                "obj.metadata == null",
                "obj.description != null",
                "obj.principal.id == null || obj.principal.id == ''",
                "obj.created_at < timestamp('2030-02-01T00:00:01Z')",
                "obj.created_at == timestamp('2030-02-01T02:00:00+02:00')",
                "timestamp(obj.created_at) >= timestamp('2030-02-01Z')",
                "obj.created_at >= daysAgo(9)",
                "obj.created_at < now()",
                "obj.created_at < timestamp(time.now).subtract(\"7d\")",
                "obj.created_at.add('24h') <= timestamp(time.now)",
                "'agent' < obj.type"
            })
    void whatHolds(String filter) {
        assertThat(matches(filter)).isTrue();
        assertThat(matches("!(" + filter + ")")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "obj.colour == 'red' | unsupported field obj.colour; there are obj.id,",
                "endpoint.type == 'cloud' | unsupported field endpoint.type",
                "type == 'cloud' | There is no 'type' here",
                "obj.type | The filter is a text",
                "obj.type == | line and column 1:12",
                "obj.type == 5 | '==' cannot compare a text with a number",
                "obj.created_at < '2030-01-01' | write a moment as timestamp(",
                "obj.created_at < timestamp('tomorrow') | timestamp takes a moment, not 'tomorrow'",
                "obj.created_at > daysAgo('7') | daysAgo takes days, and this is a text",
                "obj.created_at > daysAgo(999999999999) | too far away",
                "obj.created_at > now().subtract('x') | 'x'",
                "obj.id.startsWith('ep_') | are random",
                "obj.type.matches('c.*') | A filter has no 'matches'",
                "obj.type[0] == 'c' | A filter has no '[]'",
                "size(obj.type) + 1 == 6 | A filter has no '+'",
                "obj.pooling_enabled ? true : false | A filter has no '?:'",
                "[1].exists(x, x == 1) | There is no 'x' here",
                "{'a': 1} == null | A filter has no maps",
                "obj.type in 'cloud' | 'in' wants a list",
                "obj.type < null | Nothing is before or after null",
                "obj.type == 1.5 | whole numbers",
                "obj.type && true | join conditions, and this is a text"
            })
    void whatCannotBeRead(String filter, String why) {
        assertThatThrownBy(() -> matches(filter))
                .isInstanceOf(FilterProblem.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 100_000})
    void tooMuch(int length) {
        assertThatThrownBy(() -> matches("!".repeat(length) + "true"))
                .isInstanceOf(FilterProblem.class)
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> matches("(".repeat(4_000) + "true")).isInstanceOf(FilterProblem.class);
    }
}
