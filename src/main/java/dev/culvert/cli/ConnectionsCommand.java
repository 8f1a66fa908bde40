package dev.culvert.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code culvert connections}: those that are open, or those that have ended. */
@Command(
        name = "connections",
        mixinStandardHelpOptions = true,
        description = "Shows the open connections, the newest first.")
final class ConnectionsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "Prints a JSON array with everything the API tells.")
    private boolean json;

    @Option(names = "--closed", description = "Shows those that have ended.")
    private boolean closed;

    @Option(names = "--endpoint", paramLabel = "NAME", description = "Only those of the endpoint with that name or id.")
    private @Nullable String endpoint;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = {
                "Only those that meet it: terms such as",
                "'endpoint:db client:10.0.0.0/8 bytes>1MB since:15m -reason:denied text'."
            })
    private @Nullable String filter;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            converter = Count.class,
            description = "At the most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    ConnectionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        Pages found;
        try (ApiClient client = api.client(surroundings)) {
            found = Pages.of(client, this::query, "connections", limit);
        }
        if (json) {
            JsonOutput.print(surroundings.out(), found.rows());
        } else {
            print(surroundings.out(), found.rows(), found.more());
        }
        return 0;
    }

    private QueryString query() {
        return new QueryString("/connections")
                .with("state", closed ? "closed" : "open")
                .with("filter", filter)
                .with("endpoint", endpoint);
    }

    private void print(PrintWriter out, ArrayNode found, boolean more) {
        if (found.isEmpty() && !more) {
            out.println(
                    filter != null
                            ? closed ? "No connection that has ended matches." : "No open connection matches."
                            : closed ? "No connection has ended." : "No connection is open.");
            return;
        }
        var table = new TextTable(
                List.of("ID", "ENDPOINT", "CLIENT", "UPSTREAM", "FOR", "IN", "OUT", closed ? "REASON" : "STATE"),
                Set.of(4, 5, 6));
        for (JsonNode node : found) {
            var c = new ConnectionText(node);
            table.add(List.of(
                    c.id(),
                    c.endpoint(),
                    c.client(),
                    c.upstream(),
                    c.duration(),
                    c.bytesIn(),
                    c.bytesOut(),
                    closed ? c.reason() : c.state()));
        }
        table.lines().forEach(out::println);
        if (more) {
            out.println("There are more; --limit shows them.");
        }
    }
}
