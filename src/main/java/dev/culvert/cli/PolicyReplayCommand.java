package dev.culvert.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code culvert policy replay FILE --endpoint NAME}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Says what a traffic policy would have made of an endpoint's connections of the last hour, or since then. Asks"
                    + " the Culvert that runs, which has their history; connections that are open are not looked at.",
            "Limits count only what is replayed, and a TLS handshake is not made."
        })
final class PolicyReplayCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final PolicyFile source = new PolicyFile();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Option(
            names = "--endpoint",
            paramLabel = "NAME",
            required = true,
            description = "The endpoint whose connections are meant: its name or its id.")
    private String endpoint = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "Those that started since: a duration back from now such as 1h or 7d, a moment such as"
                    + " 2030-01-31T09:00:00Z, or all. Default: ${DEFAULT-VALUE}.")
    private String since = "1h";

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            converter = Count.class,
            defaultValue = "100",
            description = "So many changes are listed at the most. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Prints what the API answers, with the trace of each change.")
    private boolean json;

    PolicyReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        ObjectNode body = ApiClient.MAPPER
                .createObjectNode()
                .put("traffic_policy", source.text(surroundings))
                .put("endpoint", endpoint)
                .put("since", since)
                .put("limit", limit);
        JsonNode report;
        try (ApiClient client = api.client(surroundings)) {
            report = client.post("/policies/replay", body);
        }
        if (json) {
            JsonOutput.print(surroundings.out(), report);
            return 0;
        }
        surroundings.out().println(report.path("sentence").asString());
        for (JsonNode change : report.path("changes")) {
            surroundings.out().println(PlainText.line(line(change)));
        }
        return 0;
    }

    private static String line(JsonNode change) {
        JsonNode connection = change.path("connection");
        JsonNode trial = change.path("trial");
        JsonNode by = trial.path("decided_by");
        String rule = by.isObject()
                ? " (" + by.path("rule").asString() + ", line "
                        + by.path("line").asInt() + ")"
                : "";
        var was = new ConnectionText(connection);
        return "- " + connection.path("start_ts").asString() + " " + was.client() + ": was "
                + connection.path("close_reason").asString() + "; "
                + trial.path("sentence").asString() + rule;
    }
}
