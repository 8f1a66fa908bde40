package dev.culvert.cli;

import dev.culvert.cli.bench.load.LoadClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code culvert bench load}: the client of a benchmark, started by it and told by it what to do. */
@Command(
        name = "load",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Makes the measurements that 'culvert bench' writes to its standard input. Not meant for people.")
final class BenchLoadCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    BenchLoadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        LoadClient.run(
                new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)),
                surroundings.out());
        return 0;
    }
}
