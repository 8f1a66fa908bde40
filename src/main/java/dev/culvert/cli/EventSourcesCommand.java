package dev.culvert.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code culvert api event-sources} and its verbs. */
@Command(
        name = "event-sources",
        mixinStandardHelpOptions = true,
        description = "The types of events that a subscription wants, as JSON.")
final class EventSourcesCommand implements Callable<Integer> {

    private static final String SUBSCRIPTION = "The subscription's id, esb_…";

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    EventSourcesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        throw new ParameterException(spec.commandLine(), "Say what to do: create, list, get, update or delete.");
    }

    @Command(mixinStandardHelpOptions = true, description = "Adds a type to a subscription.")
    int create(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "SUBSCRIPTION", description = SUBSCRIPTION) String subscription,
            @Option(
                            names = "--type",
                            paramLabel = "TYPE",
                            required = true,
                            description = "Such as tcp_connection_closed.v0.")
                    String type,
            @Option(names = "--filter", paramLabel = "CEL", description = "Such as ev.close_reason == 'denied'.")
                    @Nullable String filter,
            @Option(names = "--fields", paramLabel = "FIELD", split = ",", description = "Such as conn.client_ip.")
                    @Nullable List<String> fields)
            throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.post(path(subscription), body(type, filter, fields)));
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows the types of a subscription.")
    int list(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "SUBSCRIPTION", description = SUBSCRIPTION) String subscription)
            throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.get(path(subscription)));
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows one type of a subscription.")
    int get(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "SUBSCRIPTION", description = SUBSCRIPTION) String subscription,
            @Parameters(paramLabel = "TYPE", description = "The type of event.") String type)
            throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.get(path(subscription, type)));
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Changes what is given of a type of a subscription.")
    int update(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "SUBSCRIPTION", description = SUBSCRIPTION) String subscription,
            @Parameters(paramLabel = "TYPE", description = "The type of event.") String type,
            @Option(names = "--filter", paramLabel = "CEL", description = "Such as ev.close_reason == 'denied'.")
                    @Nullable String filter,
            @Option(names = "--fields", paramLabel = "FIELD", split = ",", description = "Such as conn.client_ip.")
                    @Nullable List<String> fields)
            throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.patch(path(subscription, type), body(null, filter, fields)));
        }
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Takes a type out of a subscription.")
    int delete(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "SUBSCRIPTION", description = SUBSCRIPTION) String subscription,
            @Parameters(paramLabel = "TYPE", description = "The type of event.") String type)
            throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            client.delete(path(subscription, type));
        }
        return 0;
    }

    private static String path(String subscription) {
        return "/event_subscriptions/" + QueryString.encoded(subscription) + "/sources";
    }

    private static String path(String subscription, String type) {
        return path(subscription) + "/" + QueryString.encoded(type);
    }

    private static ObjectNode body(@Nullable String type, @Nullable String filter, @Nullable List<String> fields) {
        ObjectNode body = ResourceCommand.body("type", type, "filter", filter);
        if (fields != null) {
            ArrayNode array = body.putArray("fields");
            fields.stream().filter(f -> !f.isBlank()).forEach(array::add);
        }
        return body;
    }
}
