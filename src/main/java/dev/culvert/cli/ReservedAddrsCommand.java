package dev.culvert.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code culvert api reserved-addrs} and its verbs. */
@Command(
        name = "reserved-addrs",
        mixinStandardHelpOptions = true,
        description = "TCP addresses, which stay the user's whether an endpoint is there or not, as JSON.")
final class ReservedAddrsCommand extends ResourceCommand {

    ReservedAddrsCommand(Surroundings surroundings) {
        super(surroundings, "/reserved_addrs");
    }

    @Command(mixinStandardHelpOptions = true, description = "Reserves an address: a random free port, or a chosen one.")
    int create(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata,
            @Option(
                            names = "--region",
                            paramLabel = "INGRESS",
                            description = "local, lan, one of your own, or a region of ngrok's. Default: local.")
                    @Nullable String region,
            @Option(names = "--port", paramLabel = "PORT", description = "The port. Default: a random free one.")
                    @Nullable String port)
            throws CommandFailure {
        return post(api, body("description", description, "metadata", metadata, "region", region, "port", port));
    }

    @Command(mixinStandardHelpOptions = true, description = "Changes what is given of an address.")
    int update(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id, ra_…") String id,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return patch(api, id, body("description", description, "metadata", metadata));
    }
}
