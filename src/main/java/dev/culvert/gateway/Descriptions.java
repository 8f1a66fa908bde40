package dev.culvert.gateway;

import dev.culvert.model.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The two texts that every resource has (NGROK.md section 6.1). */
final class Descriptions {

    private static final int MAX_DESCRIPTION = 255;
    private static final int MAX_METADATA_BYTES = 4096;

    private Descriptions() {}

    /**
     * Refuses texts that are too long.
     *
     * @throws Rejection if one is
     */
    static void check(String description, String metadata) {
        List<FieldProblem> problems = problems(description, metadata);
        if (!problems.isEmpty()) {
            throw new Rejection(problems);
        }
    }

    /** What is wrong with the texts, in a list that may grow. */
    static List<FieldProblem> problems(String description, String metadata) {
        List<FieldProblem> problems = new ArrayList<>();
        if (description.length() > MAX_DESCRIPTION) {
            problems.add(new FieldProblem(
                    "description",
                    "ERR_NGROK_215",
                    "The description has " + description.length() + " characters; write at most " + MAX_DESCRIPTION
                            + "."));
        }
        if (metadata.getBytes(StandardCharsets.UTF_8).length > MAX_METADATA_BYTES) {
            problems.add(new FieldProblem(
                    "metadata",
                    "ERR_NGROK_215",
                    "The metadata is too long; write at most " + MAX_METADATA_BYTES + " bytes."));
        }
        return problems;
    }
}
