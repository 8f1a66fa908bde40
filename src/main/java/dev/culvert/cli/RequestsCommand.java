package dev.culvert.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code culvert connections requests ID}. */
@Command(
        name = "requests",
        mixinStandardHelpOptions = true,
        description = "Shows the HTTP requests that came over a connection, open or ended, the newest first.")
final class RequestsCommand implements Callable<Integer> {

    private static final int PAGE = 100;

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
        ArrayNode found = ApiClient.MAPPER.createArrayNode();
        boolean more;
        try (ApiClient client = api.client(surroundings)) {
            more = fetch(client, found);
        }
        if (json) {
            JsonOutput.print(surroundings.out(), found);
        } else {
            print(surroundings.out(), found, more);
        }
        return 0;
    }

    /** Collects page after page; answers whether there are more than were asked for. */
    private boolean fetch(ApiClient client, ArrayNode found) throws CommandFailure {
        String path = "/connections/" + QueryString.encoded(id) + "/requests";
        String before = null;
        while (found.size() < limit) {
            JsonNode page = client.get(new QueryString(path)
                    .with("before_id", before)
                    .with("limit", Math.min(PAGE, limit - found.size()))
                    .toString());
            page.path("requests").forEach(found::add);
            if (page.path("next_page_uri").isNull()) {
                return false;
            }
            before = found.path(found.size() - 1).path("id").asString("");
        }
        return true;
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
