package dev.culvert.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code culvert api custom-domains} and its verbs. */
@Command(
        name = "custom-domains",
        mixinStandardHelpOptions = true,
        description = "Names of your own that lead to an ingress, and whether they do, as JSON.")
final class CustomDomainsCommand extends ResourceCommand {

    private final Surroundings surroundings;

    CustomDomainsCommand(Surroundings surroundings) {
        super(surroundings, "/custom_domains");
        this.surroundings = surroundings;
    }

    @Command(mixinStandardHelpOptions = true, description = "Adds one, and says which record to create.")
    int create(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "Such as tcp.example.com.")
                    String name,
            @Option(
                            names = "--region",
                            paramLabel = "INGRESS",
                            description = "The ingress that it leads to. Default: local.")
                    @Nullable String region)
            throws CommandFailure {
        return post(api, body("name", name, "region", region));
    }

    @Command(mixinStandardHelpOptions = true, description = "Looks one up in DNS now.")
    int check(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id, cd_…") String id)
            throws CommandFailure {
        ObjectNode nothing = ApiClient.MAPPER.createObjectNode();
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.post(of(id) + "/check", nothing));
        }
        return 0;
    }
}
