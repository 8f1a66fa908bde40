package dev.culvert.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is written, and which exit code is given, when a command does not come to a good end. */
final class Failures {

    private Failures() {}

    static int onUsage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        CommandSpec spec = line.getCommandSpec();
        PrintWriter err = line.getErr();
        err.println(e.getMessage());
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!suggestions.isEmpty()) {
            err.println("Did you mean " + String.join(" or ", suggestions) + "?");
        }
        err.println("Write '" + spec.qualifiedName() + " --help' to see what this command takes.");
        return spec.exitCodeOnInvalidInput();
    }

    static int onExecution(Exception e, CommandLine line, ParseResult result) {
        PrintWriter err = line.getErr();
        switch (e) {
            case CommandFailure failure -> failure.lines().forEach(err::println);
            case LaunchFailure failure -> err.println(failure.getMessage());
            default -> err.println("Something went wrong inside Culvert: " + e);
        }
        return line.getCommandSpec().exitCodeOnExecutionException();
    }
}
