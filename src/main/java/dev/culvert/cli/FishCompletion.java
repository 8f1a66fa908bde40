package dev.culvert.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, for which picocli has none: a line for every command and option. */
final class FishCompletion {

    private final StringBuilder script = new StringBuilder("complete -c culvert -f\n");

    private FishCompletion() {}

    static String of(CommandLine root) {
        var completion = new FishCompletion();
        completion.command(root, List.of());
        return completion.script.toString();
    }

    private void command(CommandLine command, List<String> path) {
        CommandSpec spec = command.getCommandSpec();
        List<String> verbs = command.getSubcommands().keySet().stream().sorted().toList();
        String here =
                path.stream().map(verb -> "__fish_seen_subcommand_from " + verb).collect(Collectors.joining("; and "))
                        + (path.isEmpty() || verbs.isEmpty() ? "" : "; and ")
                        + (verbs.isEmpty() ? "" : "not __fish_seen_subcommand_from " + String.join(" ", verbs));
        for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
            if (!sub.getValue().getCommandSpec().usageMessage().hidden()) {
                line(
                        here,
                        "-a " + sub.getKey(),
                        description(
                                sub.getValue().getCommandSpec().usageMessage().description()));
            }
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                line(here, names(option), description(option.description()));
            }
        }
        command.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            command(sub, longer);
        });
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        boolean file = option.paramLabel().matches("FILE|DIR");
        return names.substring(1) + (option.arity().max() == 0 ? "" : file ? " -r -F" : " -x");
    }

    private void line(String condition, String what, String description) {
        script.append("complete -c culvert -n '").append(condition).append("' ").append(what);
        if (!description.isEmpty()) {
            script.append(" -d '").append(description).append('\'');
        }
        script.append('\n');
    }

    /** The first sentence, in fish's quotes. */
    private static String description(String[] lines) {
        String first = String.join(" ", lines).split("(?<=\\.) ", 2)[0];
        return first.replace("${DEFAULT-VALUE}", "").replace("\\", "\\\\").replace("'", "\\'");
    }
}
