package dev.culvert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as a well-behaved client does, and checks what every error must have, and whether each answer is as declared. */
final class HttpCaller implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** A text as JSON. */
    static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final String key;
    private final Contract contract;

    HttpCaller(TestGateway gateway) {
        base = gateway.server().uri();
        contract = Contract.of(base);
        key = gateway.key().value();
    }

    /** A request with the key and a JSON body, to be changed by the test. */
    HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return body.isEmpty() ? request : request.header("Content-Type", "application/json; charset=UTF-8");
    }

    Reply call(String method, String path) {
        return call(method, path, "");
    }

    Reply call(String method, String path, String body) {
        return send(request(method, path, body).build());
    }

    Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            var reply = new Reply(response, MAPPER.readTree(response.body()));
            if (response.statusCode() >= 400) {
                checkEnvelope(reply);
            }
            contract.check(request.method(), request.uri().getPath(), reply);
            return reply;
        } catch (IOException e) {
            throw new AssertionError(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void checkEnvelope(Reply reply) {
        assertThat(reply.json().path("status_code").asInt()).isEqualTo(reply.status());
        boolean agent = reply.response().uri().getPath().startsWith("/api/");
        assertThat(reply.code()).matches("ERR_(NGROK_\\d+|CULVERT_\\d+)" + (agent ? "|1\\d\\d" : ""));
        assertThat(reply.message()).isNotBlank().doesNotContain("Exception", "dev.culvert", "at java.");
        assertThat(reply.header("ngrok-operation-id"))
                .startsWith("op_")
                .isEqualTo(reply.json().at("/details/operation_id").asString());
        assertThat(reply.header("content-type")).isEqualTo("application/json");
    }

    @Override
    public void close() {
        client.close();
    }

    /** What came back. */
    record Reply(HttpResponse<String> response, JsonNode json) {

        int status() {
            return response.statusCode();
        }

        String text(String pointer) {
            return json().at(pointer).asString("");
        }

        String code() {
            return text("/error_code");
        }

        String message() {
            return text("/msg");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
