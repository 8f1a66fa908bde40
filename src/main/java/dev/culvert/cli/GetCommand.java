package dev.culvert.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code culvert api endpoints get ID}. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "Shows an endpoint.")
final class GetCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final JsonAnyway unusedJson = new JsonAnyway();

    @Parameters(paramLabel = "ID", description = "The endpoint's id, ep_…")
    private String id = "";

    GetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.get("/endpoints/" + QueryString.encoded(id)));
        }
        return 0;
    }
}
