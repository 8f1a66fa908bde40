package dev.culvert.cli.bench;

import dev.culvert.cli.bench.load.Outcome;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Measures forwarders side by side. All run at once; in each round each test visits them in a new order, so that a change of
 * the machine's speed hits all alike.
 */
public final class Bench {

    /** What one measurement takes beside the time that counts. */
    private static final double OVERHEAD_SECS = 0.45;

    private static final double IDLE_SECS = 2.5;

    private final BenchPlan plan;
    private final List<String> self;
    private final Map<String, String> environment;
    private final PrintWriter progress;
    private final BooleanSupplier stop;
    private final Random random = new Random();
    private final Results results = new Results();
    private final List<String> failures = new ArrayList<>();

    /**
     * A benchmark that has not begun.
     *
     * @param plan what shall be measured
     * @param self the command that starts this program, without its arguments
     * @param environment the process's variables
     * @param progress told how far it is, line by line
     * @param stop whether to come to an end early; asked often
     */
    public Bench(
            BenchPlan plan,
            List<String> self,
            Map<String, String> environment,
            PrintWriter progress,
            BooleanSupplier stop) {
        this.plan = plan;
        this.self = self;
        this.environment = environment;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Measures. Blocks for as long as that takes; whatever was started has ended when it returns. If it is stopped, the
     * report holds what had been measured until then.
     *
     * @throws BenchFailure if Culvert or the load cannot be started, or there is nothing to measure
     */
    public BenchReport run() throws BenchFailure {
        Instant date = Instant.now();
        Machine machine = Machine.here();
        try (var fleet = new Fleet(plan, self, stop)) {
            say("Starting: " + words(plan.forwarders().stream().toList()) + " ...");
            fleet.start(Programs.ofSystem(environment));
            fleet.absent().forEach(a -> say(a.sentence()));
            if (fleet.forwarders().isEmpty()) {
                throw new BenchFailure("Nothing of what --only names is installed, so there is nothing to measure.");
            }
            say("Measuring takes " + estimate(fleet) + ". Ctrl+C ends it early, with what there is until then.");
            int rounds = 0;
            double others = 0;
            try {
                warmUp(fleet);
                var share = new CpuShare();
                while (rounds < plan.rounds() && !stop.getAsBoolean()) {
                    measure(fleet, rounds);
                    rounds++;
                    others = share.ofOthers();
                    say("Round " + rounds + " of " + plan.rounds() + " is done.");
                }
            } catch (BenchFailure e) {
                failures.add(stop.getAsBoolean() ? "It was stopped." : String.valueOf(e.getMessage()));
            }
            return new BenchReport(
                    date, machine, plan, fleet.forwarders(), fleet.absent(), results, rounds, others, failures);
        }
    }

    private void warmUp(Fleet fleet) throws BenchFailure {
        for (Forwarder forwarder : fleet.forwarders()) {
            for (int i = 0; i < plan.warmUps(forwarder.kind()); i++) {
                for (Step step : plan.warmUp()) {
                    var unused = fleet.load().run(step.order(forwarder, plan.warmUpSecs()), stop);
                }
            }
        }
    }

    private void measure(Fleet fleet, int round) throws BenchFailure {
        for (Step step : round == 0 ? plan.steps() : plan.repeatedSteps()) {
            List<Forwarder> order = new ArrayList<>(fleet.forwarders());
            Collections.shuffle(order, random);
            for (Forwarder forwarder : order) {
                measure(fleet.load(), step, forwarder, round);
            }
        }
    }

    private void measure(LoadProcess load, Step step, Forwarder forwarder, int round) throws BenchFailure {
        if (!step.appliesTo(forwarder.kind())) {
            return;
        }
        Outcome outcome = load.run(step.order(forwarder, plan.secs()), stop);
        if (!outcome.failure().isEmpty()) {
            String sentence = "Round " + (round + 1) + ", " + step.words() + ", "
                    + forwarder.kind().title() + ": " + outcome.failure() + ".";
            failures.add(sentence);
            say(sentence);
        }
        for (Figure figure : step.figures()) {
            Double value = outcome.measures().get(figure.measure());
            if (value != null) {
                results.add(figure, forwarder.kind(), round, value);
            }
        }
    }

    private String estimate(Fleet fleet) {
        int forwarders = fleet.forwarders().size();
        int warmUps = fleet.forwarders().stream()
                .mapToInt(f -> plan.warmUps(f.kind()))
                .sum();
        double secs = plan.warmUp().size() * warmUps * (plan.warmUpSecs() + OVERHEAD_SECS)
                + plan.repeatedSteps().size() * forwarders * plan.rounds() * (plan.secs() + OVERHEAD_SECS)
                + (plan.tests().contains(BenchTest.IDLE) ? forwarders * IDLE_SECS : 0);
        return secs < 90 ? "about " + Math.round(secs) + " s" : "about " + Math.round(secs / 60) + " min";
    }

    private static String words(List<ForwarderKind> kinds) {
        return String.join(", ", kinds.stream().map(ForwarderKind::title).toList());
    }

    private void say(String line) {
        progress.println(line);
        progress.flush();
    }
}
