package dev.culvert.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code culvert api event-destinations} and its verbs. */
@Command(
        name = "event-destinations",
        mixinStandardHelpOptions = true,
        description = "Where events go: files, webhooks, syslog, OpenTelemetry; as JSON.")
final class EventDestinationsCommand extends ResourceCommand {

    EventDestinationsCommand(Surroundings surroundings) {
        super(surroundings, "/event_destinations");
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes a destination.")
    int create(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Mixin TargetOptions target,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return post(api, target.addTo(body("description", description, "metadata", metadata)));
    }

    @Command(mixinStandardHelpOptions = true, description = "Changes what is given of a destination; its kind stays.")
    int update(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Mixin TargetOptions target,
            @Parameters(paramLabel = "ID", description = "Its id, ed_…") String id,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people, at most 255 characters.")
                    @Nullable String description,
            @Option(names = "--metadata", paramLabel = "TEXT", description = "For programs, at most 4096 bytes.")
                    @Nullable String metadata)
            throws CommandFailure {
        return patch(api, id, target.addTo(body("description", description, "metadata", metadata)));
    }

    @Command(mixinStandardHelpOptions = true, description = "Sends an event for a test, and says whether it arrived.")
    int test(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id, ed_…") String id)
            throws CommandFailure {
        return post(api, "/" + QueryString.encoded(id) + "/test", body());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Passes over the event that a destination does not take, counts it as skipped, and goes on.")
    int skip(
            @Mixin ApiOptions api,
            @Mixin JsonAnyway json,
            @Parameters(paramLabel = "ID", description = "Its id, ed_…") String id)
            throws CommandFailure {
        return post(api, "/" + QueryString.encoded(id) + "/skip", body());
    }
}
