package dev.culvert.gateway;

import dev.culvert.model.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The two free texts that most things have: a description for people, and metadata for programs. */
record Notes(String description, String metadata) {

    private static final int MAX_DESCRIPTION = 255;
    private static final int MAX_METADATA_BYTES = 4096;

    private static final String TOO_LONG = "ERR_NGROK_215";

    /**
     * Refuses texts that are too long.
     *
     * @throws Rejection if one is
     */
    void check() {
        List<FieldProblem> problems = problems();
        if (!problems.isEmpty()) {
            throw new Rejection(problems);
        }
    }

    /** What is wrong with them; to be added to. */
    List<FieldProblem> problems() {
        return problems(TOO_LONG, TOO_LONG);
    }

    /** What is wrong with them, with the codes of the thing that they are of; to be added to. */
    List<FieldProblem> problems(String descriptionCode, String metadataCode) {
        List<FieldProblem> problems = new ArrayList<>();
        if (description.length() > MAX_DESCRIPTION) {
            problems.add(new FieldProblem(
                    "description",
                    descriptionCode,
                    "The description has " + description.length() + " characters; write at most " + MAX_DESCRIPTION
                            + "."));
        }
        if (metadata.getBytes(StandardCharsets.UTF_8).length > MAX_METADATA_BYTES) {
            problems.add(new FieldProblem(
                    "metadata",
                    metadataCode,
                    "The metadata is too long; write at most " + MAX_METADATA_BYTES + " bytes."));
        }
        return problems;
    }
}
