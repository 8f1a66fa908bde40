package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the document that describes this API (OpenAPI 3.1) from what the routes declare of themselves. */
final class OpenApi {

    private static final String KEY = "key";
    private static final String DESCRIPTION = "description";
    private static final String SCHEMA = "schema";
    private static final Schema ERROR = Schema.object()
            .with(
                    "error_code",
                    Schema.text()
                            .or(Schema.whole())
                            .described(
                                    "ERR_NGROK_ and ngrok's number, or ERR_CULVERT_ and the status; below /api a number."))
            .with("status_code", Schema.whole())
            .with("msg", Schema.text().described("What is wrong and what to do."))
            .with(
                    "details",
                    Schema.object()
                            .with("operation_id", Schema.text())
                            .maybe("err", Schema.text().described("Below /api: the error behind it."))
                            .maybe("field", Schema.text())
                            .maybe(
                                    "errors",
                                    Schema.listOf(Schema.object()
                                            .with("field", Schema.text())
                                            .with("code", Schema.text())
                                            .with("message", Schema.text()))))
            .named("Error");

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Collection<Operation> operations;

    private OpenApi(Collection<Operation> operations) {
        this.operations = operations;
    }

    /**
     * The document.
     *
     * @param server the address under which the caller knows this API
     */
    static ObjectNode document(Collection<Operation> operations, String version, String server) {
        return new OpenApi(operations).write(version, server);
    }

    private ObjectNode write(String version, String server) {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Culvert")
                .put("version", version)
                .put(DESCRIPTION, "The control plane of a TCP tunnel manager, in the shapes of ngrok's API.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", server);
        ObjectNode paths = document.putObject("paths");
        for (Operation operation : operations) {
            ObjectNode path = paths.withObjectProperty(operation.path());
            path.set(operation.method().text().toLowerCase(Locale.ROOT), write(operation));
        }
        ERROR.collect(components);
        ObjectNode parts = document.putObject("components");
        components.forEach(parts.putObject("schemas")::set);
        parts.putObject("securitySchemes")
                .putObject(KEY)
                .put("type", "http")
                .put("scheme", "bearer")
                .put(DESCRIPTION, "The key in the file api.key of the data directory.");
        return document;
    }

    private ObjectNode write(Operation operation) {
        ObjectNode json = Json.object().put("operationId", operation.id()).put("summary", operation.summary());
        json.putArray("tags").add(operation.path().split("/", 3)[1]);
        ArrayNode security = json.putArray("security");
        if (!operation.isOpen()) {
            security.addObject().putArray(KEY);
        }
        parameters(json.putArray("parameters"), operation);
        Schema body = operation.body();
        if (body != null) {
            ObjectNode request = json.putObject("requestBody").put("required", true);
            request.set("content", content(Answer.CONTENT_TYPE, body));
        }
        ObjectNode responses = json.putObject("responses");
        for (int status : operation.statuses()) {
            ObjectNode good = responses
                    .putObject(Integer.toString(status))
                    .put(DESCRIPTION, status == 204 ? "Done." : "As asked for.");
            Schema answer = operation.answer();
            if (answer != null) {
                good.set("content", content(operation.answerType(), answer));
            }
        }
        operation.failures().forEach((status, codes) -> failure(responses, status, codes));
        return json;
    }

    private static void parameters(ArrayNode json, Operation operation) {
        for (String place : operation.places()) {
            json.addObject()
                    .put("name", place)
                    .put("in", "path")
                    .put("required", true)
                    .set(SCHEMA, Schema.text().use());
        }
        List<Parameter> parameters = operation.parameters();
        for (Parameter parameter : parameters) {
            json.addObject()
                    .put("name", parameter.name())
                    .put("in", "query")
                    .put(DESCRIPTION, parameter.meaning())
                    .set(SCHEMA, parameter.shape().use());
        }
    }

    private void failure(ObjectNode responses, int status, SortedSet<String> codes) {
        responses
                .putObject(Integer.toString(status))
                .put(DESCRIPTION, String.join(", ", codes))
                .set("content", content(Answer.CONTENT_TYPE, ERROR));
    }

    private ObjectNode content(String mediaType, Schema schema) {
        schema.collect(components);
        ObjectNode content = Json.object();
        content.putObject(mediaType).set(SCHEMA, schema.use());
        return content;
    }
}
