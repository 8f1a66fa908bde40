package dev.culvert.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line: reads what was written, does it, and answers with an exit code. */
public final class CommandLineFace {

    private CommandLineFace() {}

    /**
     * Runs one command to its end. Ctrl+C and an interrupt of the thread end a command that goes on for ever.
     *
     * @param launcher starts a gateway or the desktop where a command needs one
     * @param version the program's version
     * @param out what the command says
     * @param err what went wrong
     * @param args as written, without the program's name
     * @return 0 if all went well, 1 if something was refused or failed, 2 if the command was written wrongly
     */
    public static int run(Launcher launcher, String version, PrintWriter out, PrintWriter err, String... args) {
        var surroundings =
                new Surroundings(launcher, version, System.in, out, err, Surroundings.isTerminal(), System.getenv());
        return run(surroundings, args);
    }

    static int run(Surroundings surroundings, String... args) {
        CommandLine line = understanding(surroundings, args);
        int code = line.execute(args);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    /** To read all commands by reflection takes longer than to start the program: only those that are named, where that is enough. */
    private static CommandLine understanding(Surroundings surroundings, String... args) {
        Set<String> words = new HashSet<>(List.of(args));
        if (!words.contains(CompletionCommand.NAME)) {
            CommandLine named = set(commands(surroundings, words::contains), surroundings);
            try {
                named.parseArgs(args);
                if (!named.isUsageHelpRequested()) {
                    return named;
                }
            } catch (ParameterException e) {
                // of what is wrong those speak that know all commands
            }
        }
        return set(commands(surroundings), surroundings);
    }

    private static CommandLine set(CommandLine line, Surroundings surroundings) {
        withVersion(
                line,
                surroundings.version()
                        + surroundings
                                .launcher()
                                .build()
                                .map(b -> ", build " + b)
                                .orElse(""));
        line.setDefaultValueProvider(new EarlierDataDirectory());
        return line.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setParameterExceptionHandler(Failures::onUsage)
                .setExecutionExceptionHandler(Failures::onExecution);
    }

    static CommandLine commands(Surroundings surroundings) {
        return commands(surroundings, verb -> true);
    }

    private static CommandLine commands(Surroundings surroundings, Predicate<String> wanted) {
        var line = new CommandLine(new DesktopCommand(surroundings));
        verbs(surroundings).forEach((name, verb) -> {
            if (wanted.test(name)) {
                line.addSubcommand(verb.get());
            }
        });
        return line;
    }

    private static Map<String, Supplier<CommandLine>> verbs(Surroundings surroundings) {
        Map<String, Supplier<CommandLine>> verbs = new LinkedHashMap<>();
        verbs.put("serve", () -> new CommandLine(new ServeCommand(surroundings)));
        verbs.put("tcp", () -> new CommandLine(new TcpCommand(surroundings)));
        verbs.put("start", () -> new CommandLine(new StartCommand(surroundings)));
        verbs.put("api", () -> api(surroundings));
        verbs.put(
                "connections",
                () -> new CommandLine(new ConnectionsCommand(surroundings))
                        .addSubcommand(new KillCommand(surroundings))
                        .addSubcommand(new RequestsCommand(surroundings))
                        .addSubcommand(new ExportCommand(surroundings))
                        .addSubcommand(new RetentionCommand(surroundings)));
        verbs.put("events", () -> new CommandLine(new EventsCommand(surroundings)));
        verbs.put(
                "policy",
                () -> new CommandLine(new PolicyCommand())
                        .addSubcommand(new PolicyCheckCommand(surroundings))
                        .addSubcommand(new PolicyTryCommand(surroundings))
                        .addSubcommand(new PolicyReplayCommand(surroundings))
                        .addSubcommand(new PolicySchemaCommand(surroundings)));
        verbs.put(
                "config",
                () -> new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCheckCommand(surroundings)));
        verbs.put(CompletionCommand.NAME, () -> new CommandLine(new CompletionCommand(surroundings)));
        verbs.put("diagnose", () -> new CommandLine(new DiagnoseCommand(surroundings)));
        verbs.put(
                "bench",
                () -> new CommandLine(new BenchCommand(surroundings))
                        .addSubcommand(new BenchLoadCommand(surroundings))
                        .addSubcommand(new BenchUpstreamCommand(surroundings)));
        return verbs;
    }

    private static CommandLine api(Surroundings surroundings) {
        var endpoints = new CommandLine(new EndpointsCommand())
                .addSubcommand(new CreateCommand(surroundings))
                .addSubcommand(new ListCommand(surroundings))
                .addSubcommand(new GetCommand(surroundings))
                .addSubcommand(new UpdateCommand(surroundings))
                .addSubcommand(new DeleteCommand(surroundings));
        return new CommandLine(new ApiCommand())
                .addSubcommand(endpoints)
                .addSubcommand(new ReservedAddrsCommand(surroundings))
                .addSubcommand(new IngressesCommand(surroundings))
                .addSubcommand(new CustomDomainsCommand(surroundings))
                .addSubcommand(new IpPoliciesCommand(surroundings))
                .addSubcommand(new IpPolicyRulesCommand(surroundings))
                .addSubcommand(new EventDestinationsCommand(surroundings))
                .addSubcommand(new EventSubscriptionsCommand(surroundings))
                .addSubcommand(new EventSourcesCommand(surroundings))
                .addSubcommand(new KeyCommand(surroundings));
    }

    private static void withVersion(CommandLine line, String version) {
        line.getCommandSpec().versionProvider(() -> new String[] {"culvert " + version});
        line.getSubcommands().values().forEach(sub -> withVersion(sub, version));
    }
}
