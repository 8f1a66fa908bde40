package dev.culvert.cli;

import dev.culvert.policy.PolicySchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code culvert policy schema}. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of traffic policies, for editors.")
final class PolicySchemaCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final JsonAnyway unusedJson = new JsonAnyway();

    PolicySchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        JsonOutput.print(surroundings.out(), ApiClient.MAPPER.readTree(PolicySchema.json()));
        return 0;
    }
}
