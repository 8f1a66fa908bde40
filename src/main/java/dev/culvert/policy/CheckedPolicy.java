package dev.culvert.policy;

import dev.culvert.policy.document.PolicyDocument;
import dev.culvert.policy.text.Finding;
import java.util.List;
import java.util.Optional;

/**
 * A policy's text and what came of it.
 *
 * @param document what was read
 * @param findings what is to be said about it, in the order of the text
 * @param program what runs; empty exactly if there is an error among the findings
 */
public record CheckedPolicy(PolicyDocument document, List<Finding> findings, Optional<PolicyProgram> program) {

    /** Copies the findings. */
    public CheckedPolicy {
        findings = List.copyOf(findings);
    }

    /** Whether it can run. */
    public boolean isRunnable() {
        return program.isPresent();
    }

    /** The first error. */
    public Optional<Finding> firstError() {
        return findings.stream().filter(Finding::isError).findFirst();
    }
}
