package dev.culvert.cli;

import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code culvert events}: what happened, or what happens from now on. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description =
                "Shows what happened, the newest first: connections and HTTP requests that ended, and what users changed.")
final class EventsCommand implements Callable<Integer> {

    private static final int PAGE = 100;

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Option(names = "--json", description = "Prints a JSON array with everything; with --follow a JSON object a line.")
    private boolean json;

    @Option(
            names = {"-f", "--follow"},
            description = "Shows what happens from now on, until it is interrupted.")
    private boolean follow;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only these types, such as tcp_connection_closed.v0; more with commas.")
    private @Nullable String type;

    @Option(
            names = "--filter",
            paramLabel = "CEL",
            description = "Only these connections and requests, such as \"ev.close_reason == 'denied'\".")
    private @Nullable String filter;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "100",
            converter = Count.class,
            description = "At the most so many, without --follow. Default: ${DEFAULT-VALUE}.")
    private int limit;

    EventsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = surroundings.out();
        try (ApiClient client = api.client(surroundings)) {
            if (follow) {
                follow(client, out);
                return 0;
            }
            ArrayNode found = ApiClient.MAPPER.createArrayNode();
            boolean more = fetch(client, found);
            if (json) {
                JsonOutput.print(out, found);
            } else {
                print(out, found, more);
            }
        }
        return 0;
    }

    private void follow(ApiClient client, PrintWriter out) throws CommandFailure {
        String path = new QueryString("/events/stream")
                .with("type", type)
                .with("filter", filter)
                .toString();
        var feed = new EventFeed(
                client,
                path,
                event -> {
                    out.println(json ? ApiClient.MAPPER.writeValueAsString(event) : new EventText(event).line());
                    out.flush();
                },
                notice -> {
                    surroundings.err().println(notice);
                    surroundings.err().flush();
                });
        try (var stop = new StopSignal(surroundings.launcher())) {
            feed.follow(stop);
        }
    }

    /** Collects page after page; answers whether there are more than were asked for. */
    private boolean fetch(ApiClient client, ArrayNode found) throws CommandFailure {
        String next = new QueryString("/events")
                .with("type", type)
                .with("filter", filter)
                .with("limit", Math.clamp(limit, 1, PAGE))
                .toString();
        while (found.size() < limit) {
            JsonNode page = client.get(next);
            for (JsonNode event : page.path("events")) {
                if (found.size() < limit) {
                    found.add(event);
                }
            }
            String uri = page.path("next_page_uri").asString("");
            if (uri.isEmpty()) {
                return false;
            }
            next = uri.substring(uri.indexOf("/events"));
        }
        return true;
    }

    private static void print(PrintWriter out, ArrayNode found, boolean more) {
        if (found.isEmpty() && !more) {
            out.println("Nothing has happened.");
            return;
        }
        var table = new TextTable(EventText.HEAD, Set.of());
        found.forEach(e -> table.add(new EventText(e).cells()));
        table.lines().forEach(out::println);
        if (more) {
            out.println("There are more; --limit shows them.");
        }
    }
}
