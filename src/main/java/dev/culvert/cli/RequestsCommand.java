package dev.culvert.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** {@code culvert connections requests ID}. */
@Command(
        name = "requests",
        mixinStandardHelpOptions = true,
        description = "Shows the HTTP requests that came over a connection, open or ended, the newest first.")
final class RequestsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "ID", description = "The connection's id, cn_…")
    private String id = "";

    @Option(names = "--json", description = "Prints a JSON array with everything the API tells.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            converter = Count.class,
            description = "At the most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    RequestsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        Pages found;
        try (ApiClient client = api.client(surroundings)) {
            found = Pages.of(client, this::query, "requests", limit);
        }
        if (json) {
            JsonOutput.print(surroundings.out(), found.rows());
        } else {
            print(surroundings.out(), found.rows(), found.more());
        }
        return 0;
    }

    private QueryString query() {
        return new QueryString("/connections/" + QueryString.encoded(id) + "/requests");
    }

    private static void print(PrintWriter out, ArrayNode found, boolean more) {
        if (found.isEmpty() && !more) {
            out.println("No HTTP request of this connection is kept.");
            return;
        }
        var table =
                new TextTable(List.of("TIME", "METHOD", "PATH", "STATUS", "TOOK", "IN", "OUT", "WHY"), Set.of(4, 5, 6));
        found.forEach(node -> table.add(new RequestText(node).cells()));
        table.lines().forEach(out::println);
        if (more) {
            out.println("There are more; --limit shows them.");
        }
    }
}
