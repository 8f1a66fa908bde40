package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code culvert config}: what can be done with configuration files. */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Checks configuration files.")
final class ConfigCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        throw new ParameterException(spec.commandLine(), "Say what to do: check.");
    }
}
