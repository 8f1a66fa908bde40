package dev.culvert.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code culvert connections retention}: how much is kept of those that have ended, and for how long. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = "Says how many ended connections are kept and for how long, or changes that.")
final class RetentionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Option(names = "--days", paramLabel = "DAYS", converter = Count.class, description = "0 keeps them for ever.")
    private @Nullable Integer days;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "How large the database may be, such as 1GiB; the oldest go first. 0 for any size.")
    private @Nullable String size;

    @Option(names = "--json", description = "Prints what the API answers.")
    private boolean json;

    RetentionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        JsonNode history;
        try (ApiClient client = api.client(surroundings)) {
            ObjectNode change = ApiClient.MAPPER.createObjectNode();
            if (days != null) {
                change.put("retention_days", days);
            }
            if (size != null) {
                change.put("retention_bytes", size);
            }
            history = change.isEmpty() ? client.get("/history") : client.patch("/history", change);
        }
        if (json) {
            JsonOutput.print(surroundings.out(), history);
            return 0;
        }
        int keptDays = history.path("retention_days").asInt();
        long keptBytes = history.path("retention_bytes").asLong();
        surroundings
                .out()
                .println(history.path("connections").asLong() + " connections are kept, "
                        + history.path("refused").asLong() + " of them refused, in "
                        + Amounts.bytes(history.path("size_bytes").asLong()) + ".");
        surroundings
                .out()
                .println("They are forgotten " + (keptDays == 0 ? "at no age" : keptDays + " days after their end")
                        + (keptBytes == 0
                                ? ", whatever their size."
                                : ", and the oldest when all take more than " + Amounts.bytes(keptBytes) + "."));
        return 0;
    }
}
