package dev.culvert.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** This program once more, as {@code culvert serve} with one endpoint, in a process and a data directory of its own. */
final class CulvertProgram {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern READY =
            Pattern.compile("culvert (?<version>\\S+) listening, API (?<api>\\S+), key file (?<key>.+)");

    private final List<String> self;
    private final Path directory;

    CulvertProgram(List<String> self, Path directory) {
        this.self = self;
        this.directory = directory;
    }

    Child start() throws BenchFailure {
        Path data = directory.resolve("data");
        List<String> serve = List.of("serve", "--api-addr", "127.0.0.1:0", "--data-dir", data.toString());
        return Child.talking(
                "culvert",
                directory,
                Stream.concat(self.stream(), serve.stream()).toList());
    }

    /** Publishes the endpoint, when the program is ready. */
    Forwarder publish(Child child, int upstreamPort, BenchPlan.@Nullable Policy policy, BooleanSupplier stop)
            throws BenchFailure {
        String line = child.line(LIMIT, stop);
        Matcher ready = READY.matcher(line);
        if (!ready.matches()) {
            throw new BenchFailure("Culvert did not start as it should: " + line);
        }
        ObjectNode body = MAPPER.createObjectNode()
                .put("type", "agent")
                .put("name", "bench")
                .put("upstream_url", "tcp://127.0.0.1:" + upstreamPort);
        if (policy != null) {
            body.put("traffic_policy", policy.text());
        }
        JsonNode endpoint = post(URI.create(ready.group("api")), Path.of(ready.group("key")), body);
        if (!endpoint.at("/state/status").asString("").equals("online")) {
            throw new BenchFailure("Culvert's endpoint is not online: " + endpoint.path("state"));
        }
        int port = URI.create(endpoint.path("url").asString("")).getPort();
        return new Forwarder(ForwarderKind.CULVERT, ready.group("version"), port, upstreamPort, child.pid());
    }

    private static JsonNode post(URI api, Path keyFile, ObjectNode body) throws BenchFailure {
        try (HttpClient http =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            HttpRequest request = HttpRequest.newBuilder(api.resolve("/endpoints"))
                    .timeout(LIMIT)
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(keyFile).strip())
                    .header("Content-Type", "application/json")
                    .header("Ngrok-Version", "2")
                    .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = MAPPER.readTree(response.body());
            if (response.statusCode() >= 400) {
                throw new BenchFailure(
                        "Culvert refused the endpoint: " + json.path("msg").asString(response.body()));
            }
            return json;
        } catch (IOException | JacksonException e) {
            throw new BenchFailure("Culvert's API does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted while Culvert was being started.", e);
        }
    }
}
