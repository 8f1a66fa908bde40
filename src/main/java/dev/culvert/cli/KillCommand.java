package dev.culvert.cli;

import dev.culvert.model.CloseReason;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code culvert connections kill ID}. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = "Ends an open connection. Prints nothing, unless JSON is asked for.")
final class KillCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final JsonSwitch json = new JsonSwitch();

    @Parameters(paramLabel = "ID", description = "The connection's id, cn_…")
    private String id = "";

    KillCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            client.delete("/connections/" + QueryString.encoded(id));
        }
        if (json.chosen()) {
            JsonOutput.print(
                    surroundings.out(),
                    ApiClient.MAPPER
                            .createObjectNode()
                            .put("id", id)
                            .put("close_reason", CloseReason.KILLED.wireName()));
        }
        return 0;
    }
}
