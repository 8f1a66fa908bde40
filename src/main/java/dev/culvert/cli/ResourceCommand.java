package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** A resource of the API and the verbs that every one has, printed as JSON. picocli inherits public methods only. */
abstract class ResourceCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final String path;

    @Spec
    private @Nullable CommandSpec spec;

    ResourceCommand(Surroundings surroundings, String path) {
        this.surroundings = surroundings;
        this.path = path;
    }

    @Override
    public final Integer call() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        throw new ParameterException(spec.commandLine(), "Say what to do: create, list, get, update or delete.");
    }

    /** {@code list}. */
    @Command(mixinStandardHelpOptions = true, description = "Shows a page of them, the newest first.")
    public int list(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Option(
                            names = "--limit",
                            paramLabel = "COUNT",
                            converter = Count.class,
                            description = "1 to 100. Default: 100.")
                    @Nullable Integer limit,
            @Option(names = "--before-id", paramLabel = "ID", description = "Only those that are older than this one.")
                    @Nullable String beforeId,
            @Option(
                            names = "--filter",
                            paramLabel = "CEL",
                            description = "Only those for which it holds, such as 'obj.created_at > daysAgo(7)'.")
                    @Nullable String filter)
            throws CommandFailure {
        String query = new QueryString(path)
                .with("limit", limit)
                .with("before_id", beforeId)
                .with("filter", filter)
                .toString();
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.get(query));
        }
        return 0;
    }

    /** {@code get ID}. */
    @Command(mixinStandardHelpOptions = true, description = "Shows one.")
    public int get(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id.") String id)
            throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.get(of(id)));
        }
        return 0;
    }

    /** {@code delete ID}. */
    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Deletes one, or releases an address, unless something uses it. An IP policy goes with its rules; where a"
                            + " traffic policy names it, it allows nobody.")
    public int delete(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id.") String id)
            throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            client.delete(of(id));
        }
        return 0;
    }

    int post(ApiOptions api, ObjectNode body) throws CommandFailure {
        return post(api, "", body);
    }

    int post(ApiOptions api, String under, ObjectNode body) throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.post(path + under, body));
        }
        return 0;
    }

    int patch(ApiOptions api, String id, ObjectNode body) throws CommandFailure {
        try (ApiClient client = api.client(surroundings)) {
            JsonOutput.print(surroundings.out(), client.patch(of(id), body));
        }
        return 0;
    }

    /** The path of one of them. */
    String of(String id) {
        return path + "/" + QueryString.encoded(id);
    }

    /** A body of the fields that were given, as pairs of name and text. */
    static ObjectNode body(@Nullable String... fields) {
        ObjectNode body = ApiClient.MAPPER.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i + 1] != null) {
                body.put(fields[i], fields[i + 1]);
            }
        }
        return body;
    }
}
