package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a caller writes of an endpoint: only whether each field is known and of the right JSON type. What the texts
 * mean is the gateway's to judge. An explicit null is a field that is not there.
 */
final class EndpointBody {

    private static final String TEMPORARY = "temporary";
    private static final String UPSTREAM = "upstream";

    /** What a change may hold. An explicit null is a field that is not there. */
    static final Schema CHANGE = changeable().closed().named("EndpointChange");

    /** What makes an endpoint. */
    static final Schema CREATION = changeable()
            .maybe(TEMPORARY, Schema.flag().orNull().described("Whether it ends when its heartbeat stays away."))
            .closed()
            .named("EndpointCreation");

    private final List<FieldProblem> problems = new ArrayList<>();
    private EndpointDraft draft = EndpointDraft.empty();
    private boolean temporary;

    private EndpointBody() {}

    private static Schema changeable() {
        Schema schema = Schema.object();
        for (EndpointField field : EndpointField.values()) {
            schema = schema.maybe(field.wireName(), Shape.of(field).schema().orNull());
        }
        Schema upstream = Schema.object()
                .maybe("url", Shape.TEXT_OR_NUMBER.schema().orNull())
                .maybe("proxy_protocol", Shape.TEXT_OR_NUMBER.schema().orNull())
                .maybe("tls_verify", Shape.BOOLEAN.schema().orNull())
                .maybe("tls_ca", Shape.TEXT.schema().orNull())
                .closed();
        return schema.maybe(UPSTREAM, upstream.orNull().described("The upstream as ngrok's agent writes it."));
    }

    /** A body that makes an endpoint. */
    static EndpointBody ofCreate(ObjectNode body) {
        var read = new EndpointBody();
        if (body.hasNonNull(TEMPORARY)) {
            read.temporary = Boolean.parseBoolean(read.text(TEMPORARY, body.path(TEMPORARY), Shape.BOOLEAN));
        }
        read.fields(body, List.of(TEMPORARY));
        return read.checked();
    }

    /** A body that changes an endpoint; ngrok's clients repeat the id in it. */
    static EndpointBody ofUpdate(ObjectNode body) {
        var read = new EndpointBody();
        read.fields(body, List.of("id"));
        read.checked();
        if (read.draft.fields().isEmpty()) {
            throw ApiError.of(400, "ERR_NGROK_18004", "There is nothing to change; send at least one field.");
        }
        return read;
    }

    EndpointDraft draft() {
        return draft;
    }

    boolean isTemporary() {
        return temporary;
    }

    private EndpointBody checked() {
        if (!problems.isEmpty()) {
            throw ApiError.rejected(problems);
        }
        return this;
    }

    private void fields(ObjectNode body, List<String> handled) {
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            Optional<EndpointField> field = EndpointField.named(name);
            if (field.isPresent()) {
                if (!value.isNull()) {
                    put(name, field.get(), value);
                }
            } else if (name.equals(UPSTREAM)) {
                if (!value.isNull()) {
                    upstream(value);
                }
            } else if (!handled.contains(name)) {
                unknown(name);
            }
        }
    }

    /** The upstream as ngrok's agent writes it: an object. */
    private void upstream(JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            problem(UPSTREAM, "ERR_NGROK_215", "Write an object such as {\"url\": \"tcp://localhost:5432\"}.");
            return;
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = UPSTREAM + "." + entry.getKey();
            if (entry.getValue().isNull()) {
                continue;
            }
            switch (entry.getKey()) {
                case "url" -> put(name, EndpointField.UPSTREAM, entry.getValue());
                case "proxy_protocol" -> put(name, EndpointField.PROXY_PROTOCOL, entry.getValue());
                case "tls_verify" -> put(name, EndpointField.UPSTREAM_TLS_VERIFY, entry.getValue());
                case "tls_ca" -> put(name, EndpointField.UPSTREAM_TLS_CA, entry.getValue());
                default -> unknown(name);
            }
        }
    }

    private void put(String name, EndpointField field, JsonNode value) {
        String text = text(name, value, Shape.of(field));
        String before = draft.text(field);
        if (before != null && !before.equals(text)) {
            problem(
                    name,
                    "ERR_NGROK_215",
                    "This says something else than " + field.wireName() + "; write one of them.");
        }
        draft = draft.with(field, text);
    }

    private String text(String name, JsonNode value, Shape shape) {
        Optional<String> text = shape.text(value);
        if (text.isEmpty()) {
            problem(name, "ERR_NGROK_215", "This is of the wrong JSON type; write " + shape.wanted() + ".");
        }
        return text.orElse("");
    }

    private void unknown(String name) {
        problem(name, "ERR_NGROK_214", "There is no such field here; correct its name or leave it out.");
    }

    private void problem(String field, String code, String message) {
        problems.add(new FieldProblem(field, code, message));
    }
}
