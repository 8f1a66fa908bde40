package dev.culvert.cli;

import picocli.CommandLine.Option;

/** The option for output that programs read. */
final class JsonSwitch {

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    /** Whether JSON was asked for. */
    boolean chosen() {
        return json;
    }
}
