package dev.culvert.cli;

import dev.culvert.cli.bench.load.UpstreamServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code culvert bench upstream COUNT}: the upstream of a benchmark, started by it. */
@Command(
        name = "upstream",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Answers the load of 'culvert bench' and ends with it. Not meant for people.")
final class BenchUpstreamCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "COUNT", converter = Count.class, description = "On how many ports to listen.")
    private int count;

    BenchUpstreamCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        try (var server = new UpstreamServer(Math.clamp(count, 1, 16))) {
            surroundings
                    .out()
                    .println(server.ports().stream().map(String::valueOf).collect(Collectors.joining(" ")));
            surroundings.out().flush();
            server.run();
        }
        return 0;
    }
}
