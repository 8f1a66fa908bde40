package dev.culvert.api;

import dev.culvert.model.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A body whose fields are all texts; a whole number is read as one. An explicit null is a field that is not there. */
final class TextBody {

    private final ObjectNode body;

    private TextBody(ObjectNode body) {
        this.body = body;
    }

    /** Reads a body in which nothing but these fields may stand, each a string or a whole number. */
    static TextBody of(ObjectNode body, Set<String> allowed) {
        List<FieldProblem> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            if (!allowed.contains(entry.getKey())) {
                problems.add(new FieldProblem(
                        entry.getKey(),
                        "ERR_NGROK_214",
                        "There is no such field here; correct its name or leave it out."));
            } else if (!entry.getValue().isNull()
                    && !entry.getValue().isString()
                    && !entry.getValue().isIntegralNumber()) {
                problems.add(new FieldProblem(
                        entry.getKey(), "ERR_NGROK_215", "This is of the wrong JSON type; write a string."));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiError.rejected(problems);
        }
        return new TextBody(body);
    }

    /** The text of a field; null if it is not there. */
    @Nullable String text(String field) {
        return body.hasNonNull(field) ? body.path(field).asString() : null;
    }

    /** The text of a field, or another one if it is not there. */
    String text(String field, String otherwise) {
        String text = text(field);
        return text == null ? otherwise : text;
    }

    /** The text of a field that must be there. */
    String required(String field, String advice) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw ApiError.rejected(field, "ERR_NGROK_215", advice);
        }
        return text;
    }
}
