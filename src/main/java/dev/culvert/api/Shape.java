package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.model.EndpointField;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The JSON types that fields have, and how each becomes the text of a draft. */
enum Shape {
    TEXT("a string"),

    /** A port or a version number is often written without quotes. */
    TEXT_OR_NUMBER("a string"),

    BOOLEAN("true or false"),

    WHOLE_NUMBER("a whole number"),

    ARRAY_OF_ONE("an array of one string, such as [\"public\"]"),

    TEXTS("an array of strings");

    private final String wanted;

    Shape(String wanted) {
        this.wanted = wanted;
    }

    static Shape of(EndpointField field) {
        return switch (field) {
            case BINDING -> ARRAY_OF_ONE;
            case POOLING_ENABLED, ENABLED, UPSTREAM_TLS_VERIFY -> BOOLEAN;
            case MAX_CONNECTIONS, HEALTH_CHECK_THRESHOLD -> WHOLE_NUMBER;
            case TRUSTED_PROXIES -> TEXTS;
            case UPSTREAM, PROXY_PROTOCOL -> TEXT_OR_NUMBER;
            case NAME,
                    TYPE,
                    URL,
                    TRAFFIC_POLICY,
                    DESCRIPTION,
                    METADATA,
                    CONNECT_TIMEOUT,
                    CLIENT_IDLE_TIMEOUT,
                    SERVER_IDLE_TIMEOUT,
                    MAX_LIFETIME,
                    UPSTREAM_TLS_CA,
                    HEALTH_CHECK_INTERVAL -> TEXT;
        };
    }

    /** What a caller should write, for a sentence. */
    String wanted() {
        return wanted;
    }

    /** The type in JSON Schema. */
    Schema schema() {
        return switch (this) {
            case TEXT -> Schema.text();
            case TEXT_OR_NUMBER -> Schema.text().or(Schema.whole());
            case BOOLEAN -> Schema.flag();
            case WHOLE_NUMBER -> Schema.whole();
            case ARRAY_OF_ONE, TEXTS -> Schema.listOf(Schema.text());
        };
    }

    /** The value as text; empty if it is of another type. */
    Optional<String> text(JsonNode node) {
        boolean fits = switch (this) {
            case TEXT -> node.isString();
            case TEXT_OR_NUMBER -> node.isString() || node.isIntegralNumber();
            case BOOLEAN -> node.isBoolean();
            case WHOLE_NUMBER -> node.isIntegralNumber();
            case ARRAY_OF_ONE ->
                node.isArray() && node.size() == 1 && node.path(0).isString();
            case TEXTS -> node.isArray() && node.valueStream().allMatch(JsonNode::isString);
        };
        if (!fits) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case ARRAY_OF_ONE -> node.path(0).asString();
                    case TEXTS -> node.valueStream().map(JsonNode::asString).collect(Collectors.joining("\n"));
                    case TEXT, TEXT_OR_NUMBER, BOOLEAN, WHOLE_NUMBER -> node.asString();
                });
    }
}
