package dev.culvert.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code culvert api ip-policies} and its verbs. */
@Command(
        name = "ip-policies",
        mixinStandardHelpOptions = true,
        description =
                "IP policies, which restrict-ips may name, as JSON. One that is deleted goes with its rules; where a"
                        + " traffic policy names it, it allows nobody.")
final class IpPoliciesCommand extends ResourceCommand {

    IpPoliciesCommand(Surroundings surroundings) {
        super(surroundings, "/ip_policies");
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes an IP policy.")
    int create(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return post(api, body("description", description, "metadata", metadata));
    }

    @Command(mixinStandardHelpOptions = true, description = "Changes what is given of an IP policy.")
    int update(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id, ipp_…") String id,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return patch(api, id, body("description", description, "metadata", metadata));
    }
}
