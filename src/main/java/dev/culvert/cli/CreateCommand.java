package dev.culvert.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code culvert api endpoints create}. */
@Command(name = "create", mixinStandardHelpOptions = true, description = "Makes an endpoint that stays until deleted.")
final class CreateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final JsonAnyway unusedJson = new JsonAnyway();

    @Mixin
    private final SpecOptions options = new SpecOptions();

    @Option(
            names = "--type",
            paramLabel = "agent|cloud",
            defaultValue = "agent",
            description = "The kind of endpoint. Default: ${DEFAULT-VALUE}.")
    private String type = "";

    CreateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        ObjectNode body = options.body().put("type", type);
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.post("/endpoints", body));
        }
        return 0;
    }
}
