package dev.culvert.api;

import dev.culvert.model.FieldProblem;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.event.EventSource;
import dev.culvert.model.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of event destinations, subscriptions and sources. An explicit null is a field that is not there. */
final class EventBody {

    private static final String WRONG = "ERR_NGROK_215";

    private final String prefix;
    private final ObjectNode body;

    private EventBody(String prefix, ObjectNode body) {
        this.prefix = prefix;
        this.body = body;
    }

    /** Reads a body in which nothing but these fields may stand. */
    static EventBody of(ObjectNode body, Set<String> allowed) {
        return of("", body, allowed);
    }

    private static EventBody of(String prefix, ObjectNode body, Set<String> allowed) {
        List<FieldProblem> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            if (!allowed.contains(entry.getKey())) {
                problems.add(new FieldProblem(
                        prefix + entry.getKey(),
                        "ERR_NGROK_214",
                        "There is no such field here; correct its name or leave it out."));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiError.rejected(problems);
        }
        return new EventBody(prefix, body);
    }

    /** The node of a field; null if it is not there. */
    @Nullable JsonNode node(String field) {
        return body.hasNonNull(field) ? body.path(field) : null;
    }

    /** A text; null if it is not there. */
    @Nullable String text(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw wrongType(field, "a string");
        }
        return node.asString();
    }

    /** A text, empty if it is not there. */
    String textOrEmpty(String field) {
        String text = text(field);
        return text == null ? "" : text;
    }

    boolean isTrue(String field) {
        JsonNode node = node(field);
        if (node != null && !node.isBoolean()) {
            throw wrongType(field, "true or false");
        }
        return node != null && node.asBoolean();
    }

    /** An array of strings; null if it is not there. */
    @Nullable List<String> texts(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
            throw wrongType(field, "an array of strings");
        }
        return node.valueStream().map(JsonNode::asString).toList();
    }

    /** The sources of a subscription; null if they are not there. */
    @Nullable List<EventSource> sources() {
        JsonNode node = node("sources");
        if (node == null) {
            return null;
        }
        if (!node.isArray()) {
            throw wrongType("sources", "an array of objects such as {\"type\": \"tcp_connection_closed.v0\"}");
        }
        List<EventSource> sources = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String place = "sources[" + i + "]";
            if (!(node.get(i) instanceof ObjectNode object)) {
                throw wrongType(place, "an object such as {\"type\": \"tcp_connection_closed.v0\"}");
            }
            sources.add(of(place + ".", object, Set.of("type", "uri", "filter", "fields"))
                    .source(null));
        }
        return sources;
    }

    /**
     * A source.
     *
     * @param old what it was, for the fields that are not there; null if it is new
     */
    EventSource source(@Nullable EventSource old) {
        String type = text("type");
        if (type == null && old == null) {
            throw ApiError.rejected(
                    prefix + "type", WRONG, "Say which type of event, such as tcp_connection_closed.v0.");
        }
        String filter = text("filter");
        List<String> fields = texts("fields");
        EventType parsed = type == null && old != null ? old.type() : type(String.valueOf(type));
        // what belongs to one type means nothing for another
        EventSource base = old != null && old.type() == parsed ? old : EventSource.all(parsed);
        return new EventSource(
                parsed, filter == null ? base.filter() : filter.strip(), fields == null ? base.fields() : fields);
    }

    private EventType type(String text) {
        try {
            return EventType.parse(text);
        } catch (InvalidValue e) {
            throw ApiError.rejected(prefix + "type", e.code(), e.getMessage());
        }
    }

    private ApiError wrongType(String field, String wanted) {
        return ApiError.rejected(prefix + field, WRONG, "This is of the wrong JSON type; write " + wanted + ".");
    }
}
