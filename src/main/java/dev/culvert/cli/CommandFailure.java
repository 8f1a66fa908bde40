package dev.culvert.cli;

import java.io.Serial;
import java.util.List;

/** A command that was understood but could not be done. Each line is a whole sentence for the user. */
final class CommandFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    CommandFailure(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = lines;
    }

    CommandFailure(String line) {
        this(List.of(line));
    }

    List<String> lines() {
        return lines;
    }
}
