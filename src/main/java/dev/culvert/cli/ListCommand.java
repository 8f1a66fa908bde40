package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert api endpoints list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows a page of the endpoints, the newest first.")
final class ListCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final JsonAnyway unusedJson = new JsonAnyway();

    @Option(names = "--limit", paramLabel = "COUNT", converter = Count.class, description = "1 to 100. Default: 100.")
    private @Nullable Integer limit;

    @Option(names = "--before-id", paramLabel = "ID", description = "Only those that are older than this one.")
    private @Nullable String beforeId;

    @Option(
            names = "--filter",
            paramLabel = "CEL",
            description =
                    "Only those for which it holds, such as 'obj.type == \"agent\" && obj.created_at > daysAgo(7)'.")
    private @Nullable String filter;

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        String path = new QueryString("/endpoints")
                .with("limit", limit)
                .with("before_id", beforeId)
                .with("filter", filter)
                .toString();
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.get(path));
        }
        return 0;
    }
}
