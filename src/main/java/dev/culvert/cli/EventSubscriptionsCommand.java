package dev.culvert.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code culvert api event-subscriptions} and its verbs. */
@Command(
        name = "event-subscriptions",
        mixinStandardHelpOptions = true,
        description = "Which events go to which destinations, as JSON.")
final class EventSubscriptionsCommand extends ResourceCommand {

    private static final String SOURCES =
            "A type of event such as tcp_connection_closed.v0, or JSON with a filter and fields; more than once for more.";

    EventSubscriptionsCommand(Surroundings surroundings) {
        super(surroundings, "/event_subscriptions");
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes a subscription to what happens from now on.")
    int create(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Option(names = "--sources", paramLabel = "SOURCE", converter = SourceText.class, description = SOURCES)
                    @Nullable List<ObjectNode> sources,
            @Option(
                            names = "--destination-ids",
                            paramLabel = "ID",
                            split = ",",
                            description = "Where the events go, ed_…; more with commas.")
                    @Nullable List<String> destinations,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return post(api, lists(body("description", description, "metadata", metadata), sources, destinations));
    }

    @Command(mixinStandardHelpOptions = true, description = "Changes what is given of a subscription.")
    int update(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id, esb_…") String id,
            @Option(names = "--sources", paramLabel = "SOURCE", converter = SourceText.class, description = SOURCES)
                    @Nullable List<ObjectNode> sources,
            @Option(
                            names = "--destination-ids",
                            paramLabel = "ID",
                            split = ",",
                            description = "Where the events go, ed_…; more with commas.")
                    @Nullable List<String> destinations,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return patch(api, id, lists(body("description", description, "metadata", metadata), sources, destinations));
    }

    private static ObjectNode lists(
            ObjectNode body, @Nullable List<ObjectNode> sources, @Nullable List<String> destinations) {
        if (sources != null) {
            ArrayNode array = body.putArray("sources");
            sources.forEach(array::add);
        }
        if (destinations != null) {
            ArrayNode array = body.putArray("destination_ids");
            destinations.stream().filter(id -> !id.isBlank()).forEach(array::add);
        }
        return body;
    }
}
