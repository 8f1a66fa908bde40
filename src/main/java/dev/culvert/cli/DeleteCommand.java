package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code culvert api endpoints delete ID}. */
@Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes an endpoint. Prints nothing.")
final class DeleteCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final JsonAnyway unusedJson = new JsonAnyway();

    @Parameters(paramLabel = "ID", description = "The endpoint's id, ep_…")
    private String id = "";

    @Option(
            names = "--connections",
            paramLabel = "drain|close",
            description = "What becomes of its open connections. Default: close.")
    private @Nullable String ending;

    DeleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        String path = new QueryString("/endpoints/" + QueryString.encoded(id))
                .with("connections", ending)
                .toString();
        try (ApiClient client = api.client(surroundings)) {
            client.delete(path);
        }
        return 0;
    }
}
