package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code culvert policy}: what can be done with traffic policies. */
@Command(name = "policy", mixinStandardHelpOptions = true, description = "Checks and tries traffic policies.")
final class PolicyCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        throw new ParameterException(spec.commandLine(), "Say what to do: check, try, replay or schema.");
    }
}
