package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the API declares of itself, against which each of its answers is held: shape, status and error code. */
final class Contract {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    static Contract of(URI api) {
        JsonNode document = document(api);
        close(document);
        return new Contract(document);
    }

    /** The document as anybody gets it. */
    static JsonNode document(URI api) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(api.resolve("/openapi.json")).build();
            return MAPPER.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The document lets answers grow; here a field that is not declared is a fault. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && !object.path("properties").isEmpty()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Contract::close);
    }

    void check(String method, String path, HttpCaller.Reply reply) {
        Optional<JsonNode> found = operation(method, path);
        if (found.isEmpty()) {
            assertThat(reply.status()).as("%s %s is not declared", method, path).isIn(401, 403, 404, 405);
            return;
        }
        String status = Integer.toString(reply.status());
        JsonNode response = found.get().path("responses").path(status);
        assertThat(response.isMissingNode())
                .as("%s %s answers %s, which is not declared: %s", method, path, status, reply.json())
                .isFalse();
        JsonNode declared = response.path("content").path("application/json").path("schema");
        if (declared.isMissingNode()) {
            return;
        }
        ObjectNode schema = declared.deepCopy().asObject();
        schema.set("components", document.path("components"));
        assertThat(registry.getSchema(schema).validate(reply.json()))
                .as("%s %s answers %s", method, path, reply.json())
                .isEmpty();
        if (reply.status() >= 400) {
            assertThat(response.path("description").asString().split(", "))
                    .as("%s %s answers %s", method, path, reply.json())
                    .contains(reply.code());
        }
    }

    private Optional<JsonNode> operation(String method, String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return document.path("paths").properties().stream()
                .filter(e -> plain.matches(e.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                // a path without places is meant before one with
                .sorted(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.indexOf('{'), b.indexOf('{'))))
                .map(e -> e.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(o -> !o.isMissingNode())
                .findFirst();
    }
}
