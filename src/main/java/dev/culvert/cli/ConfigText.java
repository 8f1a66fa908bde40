package dev.culvert.cli;

import dev.culvert.policy.text.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** A configuration file as a text, and what was found in it as JSON. */
final class ConfigText {

    private ConfigText() {}

    static String of(Path file) throws CommandFailure {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure("The configuration file '" + file
                    + "' cannot be read as text; write the name of one" + " that exists and is UTF-8.");
        }
    }

    static ObjectNode json(Path file, Finding finding) {
        return ApiClient.MAPPER
                .createObjectNode()
                .put("file", file.toString())
                .put("line", finding.range().line())
                .put("column", finding.range().column())
                .put("end_line", finding.range().endLine())
                .put("end_column", finding.range().endColumn())
                .put("severity", finding.severity().wireName())
                .put("code", finding.code())
                .put("message", finding.message());
    }
}
