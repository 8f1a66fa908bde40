package dev.culvert.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

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
        CommandLine line = commands(surroundings);
        withVersion(
                line,
                surroundings.version()
                        + surroundings
                                .launcher()
                                .build()
                                .map(b -> ", build " + b)
                                .orElse(""));
        line.setDefaultValueProvider(new EarlierDataDirectory());
        int code = line.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setParameterExceptionHandler(Failures::onUsage)
                .setExecutionExceptionHandler(Failures::onExecution)
                .execute(args);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    static CommandLine commands(Surroundings surroundings) {
        var endpoints = new CommandLine(new EndpointsCommand())
                .addSubcommand(new CreateCommand(surroundings))
                .addSubcommand(new ListCommand(surroundings))
                .addSubcommand(new GetCommand(surroundings))
                .addSubcommand(new UpdateCommand(surroundings))
                .addSubcommand(new DeleteCommand(surroundings));
        var api = new CommandLine(new ApiCommand())
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
        var connections = new CommandLine(new ConnectionsCommand(surroundings))
                .addSubcommand(new KillCommand(surroundings))
                .addSubcommand(new RequestsCommand(surroundings))
                .addSubcommand(new ExportCommand(surroundings))
                .addSubcommand(new RetentionCommand(surroundings));
        var policy = new CommandLine(new PolicyCommand())
                .addSubcommand(new PolicyCheckCommand(surroundings))
                .addSubcommand(new PolicyTryCommand(surroundings))
                .addSubcommand(new PolicyReplayCommand(surroundings))
                .addSubcommand(new PolicySchemaCommand(surroundings));
        var bench = new CommandLine(new BenchCommand(surroundings))
                .addSubcommand(new BenchLoadCommand(surroundings))
                .addSubcommand(new BenchUpstreamCommand(surroundings));
        return new CommandLine(new DesktopCommand(surroundings))
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(new TcpCommand(surroundings))
                .addSubcommand(new StartCommand(surroundings))
                .addSubcommand(api)
                .addSubcommand(connections)
                .addSubcommand(new EventsCommand(surroundings))
                .addSubcommand(policy)
                .addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCheckCommand(surroundings)))
                .addSubcommand(new CompletionCommand(surroundings))
                .addSubcommand(new DiagnoseCommand(surroundings))
                .addSubcommand(bench);
    }

    private static void withVersion(CommandLine line, String version) {
        line.getCommandSpec().versionProvider(() -> new String[] {"culvert " + version});
        line.getSubcommands().values().forEach(sub -> withVersion(sub, version));
    }
}
