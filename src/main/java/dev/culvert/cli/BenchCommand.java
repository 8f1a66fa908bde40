package dev.culvert.cli;

import dev.culvert.cli.bench.Bench;
import dev.culvert.cli.bench.BenchFailure;
import dev.culvert.cli.bench.BenchPlan;
import dev.culvert.cli.bench.BenchReport;
import dev.culvert.cli.bench.JsonReport;
import dev.culvert.cli.bench.MarkdownReport;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code culvert bench}: how fast Culvert is on this machine, beside others. */
@Command(
        name = "bench",
        synopsisSubcommandLabel = "",
        mixinStandardHelpOptions = true,
        description = {
            "Measures this machine: a client that talks to its upstream directly, through Culvert, and through HAProxy and"
                    + " nginx where they are installed.",
            "Starts them all by itself on free ports of the loopback and ends them again; a Culvert that runs is not touched."
                    + " The report is Markdown, on standard output; how far it is goes to standard error. With both others"
                    + " and the default options it takes about 4 minutes.",
            "Client, upstream and forwarder share the machine, so ratios count and not the figures alone. Let nothing else"
                    + " run meanwhile."
        })
final class BenchCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(names = "--json", description = "Prints JSON instead of Markdown, with the value of each round.")
    private boolean json;

    BenchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        BenchPlan plan = options.plan();
        try (var stop = new StopSignal(surroundings.launcher())) {
            BenchReport report = new Bench(
                            plan,
                            surroundings.launcher().command(),
                            surroundings.environment(),
                            surroundings.err(),
                            lasting(stop))
                    .run();
            print(report);
            return report.isEmpty() ? 1 : 0;
        } catch (BenchFailure e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    /** An interrupt is heard only once, and is asked for again and again. */
    private static BooleanSupplier lasting(StopSignal stop) {
        var stopped = new AtomicBoolean();
        return () -> {
            if (stop.within(Duration.ZERO)) {
                stopped.set(true);
            }
            return stopped.get();
        };
    }

    private void print(BenchReport report) {
        if (json) {
            JsonOutput.print(surroundings.out(), new JsonReport(report).json());
            return;
        }
        new MarkdownReport(report).lines().forEach(surroundings.out()::println);
        surroundings.out().flush();
    }
}
