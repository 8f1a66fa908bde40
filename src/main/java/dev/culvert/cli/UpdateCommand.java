package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code culvert api endpoints update ID}. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = "Changes the fields of an endpoint that are given.")
final class UpdateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final JsonAnyway unusedJson = new JsonAnyway();

    @Mixin
    private final SpecOptions options = new SpecOptions();

    @Parameters(paramLabel = "ID", description = "The endpoint's id, ep_…")
    private String id = "";

    @Option(
            names = "--connections",
            paramLabel = "keep|drain|close",
            description = "What becomes of its open connections. Default: keep.")
    private @Nullable String ending;

    UpdateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        String path = new QueryString("/endpoints/" + QueryString.encoded(id))
                .with("connections", ending)
                .toString();
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.patch(path, options.body()));
        }
        return 0;
    }
}
