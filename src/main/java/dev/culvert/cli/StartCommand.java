package dev.culvert.cli;

import dev.culvert.gateway.DraftCheck;
import dev.culvert.gateway.config.ConfigFile;
import dev.culvert.gateway.config.ConfiguredEndpoint;
import dev.culvert.policy.text.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code culvert start NAME…}: endpoints of a configuration file for as long as the command runs. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Publishes endpoints of a configuration file until Ctrl+C, by the Culvert that runs or, if none"
                + " does, by itself.")
final class StartCommand implements Callable<Integer> {

    private static final String FILE = "culvert.yml";

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final JsonSwitch json = new JsonSwitch();

    @Option(names = "--all", description = "All endpoints of the file.")
    private boolean all;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Endpoints in ngrok's form (version 3). Default: " + FILE + " in the data directory.")
    private @Nullable Path config;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The endpoints' names.")
    private List<String> names = List.of();

    StartCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure, LaunchFailure {
        if (all == !names.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "Write the names of endpoints, or --all.");
        }
        List<ConfiguredEndpoint> chosen = chosen();
        List<Shown> shown = new ArrayList<>();
        try (var stop = new StopSignal(surroundings.launcher());
                Attachment gateway = Attachment.find(api, null, surroundings)) {
            try {
                for (ConfiguredEndpoint endpoint : chosen) {
                    shown.add(begin(gateway.client(), endpoint));
                }
                watch(shown, stop);
            } finally {
                end(shown);
            }
        }
        return 0;
    }

    private List<ConfiguredEndpoint> chosen() throws CommandFailure {
        Path file = config == null ? api.dataDirectory(surroundings).resolve(FILE) : config;
        ConfigFile read = ConfigFile.read(ConfigText.of(file), DraftCheck.alone());
        if (!read.isUsable()) {
            throw new CommandFailure(read.findings().stream()
                    .filter(Finding::isError)
                    .map(f -> file + ":" + f)
                    .toList());
        }
        for (String name : names) {
            if (read.endpoints().stream().noneMatch(e -> e.name().equals(name))) {
                throw new CommandFailure("There is no endpoint '" + name + "' in " + file + "; it has "
                        + read.endpoints().stream()
                                .map(ConfiguredEndpoint::name)
                                .collect(Collectors.joining(", "))
                        + ".");
            }
        }
        if (read.endpoints().isEmpty()) {
            throw new CommandFailure("There is no endpoint in " + file + "; write one below 'endpoints:'.");
        }
        return read.endpoints().stream()
                .filter(e -> all || names.contains(e.name()))
                .toList();
    }

    private Shown begin(ApiClient client, ConfiguredEndpoint endpoint) throws CommandFailure {
        var made =
                TemporaryEndpoint.create(client, DraftBody.of(endpoint.draft()).put("temporary", true));
        var feed = new ConnectionFeed(client, made.id());
        EndpointView view =
                json.chosen() ? new JsonView(feed, surroundings.out()) : new PlainView(feed, surroundings.out());
        var shown = new Shown(made, view);
        try {
            made.checkOnline();
            view.begin(made.json());
        } catch (CommandFailure e) {
            made.close();
            throw new CommandFailure(e.lines().stream()
                    .map(line -> endpoint.name() + ": " + line)
                    .toList());
        }
        return shown;
    }

    private static void watch(List<Shown> shown, StopSignal stop) throws CommandFailure {
        try {
            while (!stop.within(shown.getFirst().view().pause())) {
                for (Shown one : shown) {
                    one.endpoint().refresh();
                    one.view().update(one.endpoint().json());
                }
            }
        } catch (CommandFailure e) {
            // an interrupt that came in the middle of a call is a signal as good as any
            if (!Thread.interrupted()) {
                throw e;
            }
        }
    }

    private static void end(List<Shown> shown) throws CommandFailure {
        CommandFailure first = null;
        for (Shown one : shown) {
            one.view().end();
            try {
                one.endpoint().close();
            } catch (CommandFailure e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * An endpoint and who tells of it.
     *
     * @param endpoint ends with the command
     * @param view tells of it
     */
    private record Shown(TemporaryEndpoint endpoint, EndpointView view) {}
}
