package dev.culvert.cli;

import dev.culvert.policy.CheckedPolicy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert policy check FILE}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {"Says what is wrong with a traffic policy, as FILE:LINE:COLUMN.", PolicySource.ALONE})
final class PolicyCheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final PolicySource source = new PolicySource();

    @Option(names = "--json", description = "Prints the findings as JSON.")
    private boolean json;

    PolicyCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        CheckedPolicy policy = source.check(surroundings);
        new FindingList(source.name(), policy).print(surroundings, json);
        return policy.isRunnable() ? 0 : 1;
    }
}
