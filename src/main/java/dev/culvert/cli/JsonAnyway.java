package dev.culvert.cli;

import picocli.CommandLine.Option;

/** The option for JSON of the commands that print nothing else. */
final class JsonAnyway {

    @Option(names = "--json", description = "JSON is what this command prints, with this option and without.")
    private boolean unusedJson;
}
