package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code culvert api}: the API's resources as verbs, as {@code ngrok api} has them. */
@Command(name = "api", mixinStandardHelpOptions = true, description = "Calls the API of the Culvert that runs.")
final class ApiCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        throw new ParameterException(
                spec.commandLine(),
                "Say what of: endpoints, reserved-addrs, ingresses, custom-domains, ip-policies, ip-policy-rules,"
                        + " event-destinations, event-subscriptions, event-sources or key.");
    }
}
