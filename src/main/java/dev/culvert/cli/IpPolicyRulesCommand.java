package dev.culvert.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code culvert api ip-policy-rules} and its verbs. */
@Command(name = "ip-policy-rules", mixinStandardHelpOptions = true, description = "The rules of IP policies, as JSON.")
final class IpPolicyRulesCommand extends ResourceCommand {

    IpPolicyRulesCommand(Surroundings surroundings) {
        super(surroundings, "/ip_policy_rules");
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes a rule of an IP policy.")
    int create(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Option(
                            names = "--ip-policy-id",
                            paramLabel = "ID",
                            required = true,
                            description = "The IP policy it belongs to, ipp_…")
                    String policy,
            @Option(names = "--cidr", paramLabel = "NETWORK", required = true, description = "Such as 203.0.113.0/24.")
                    String cidr,
            @Option(
                            names = "--action",
                            paramLabel = "allow|deny",
                            required = true,
                            description = "What becomes of clients in it.")
                    String action,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return post(
                api,
                body(
                        "ip_policy_id",
                        policy,
                        "cidr",
                        cidr,
                        "action",
                        action,
                        "description",
                        description,
                        "metadata",
                        metadata));
    }

    @Command(mixinStandardHelpOptions = true, description = "Changes what is given of a rule of an IP policy.")
    int update(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id, ipr_…") String id,
            @Option(names = "--cidr", paramLabel = "NETWORK", description = "Such as 203.0.113.0/24.") @Nullable String cidr,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return patch(api, id, body("cidr", cidr, "description", description, "metadata", metadata));
    }
}
