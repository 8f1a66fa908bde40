package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code culvert api key}. picocli takes public methods as commands only. */
@Command(name = "key", mixinStandardHelpOptions = true, description = "The key that callers of the API must show.")
final class KeyCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    KeyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        throw new ParameterException(spec.commandLine(), "Say what to do: renew.");
    }

    /** {@code renew}. */
    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes another key and prints it. The one before stops at once.")
    public int renew(@Mixin ApiOptions api, @Mixin JsonSwitch json) throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonNode answer = client.post("/api/key/renew", ApiClient.MAPPER.createObjectNode());
            if (json.chosen()) {
                JsonOutput.print(surroundings.out(), answer);
            } else {
                surroundings.out().println(answer.path("key").asString(""));
            }
        }
        return 0;
    }
}
