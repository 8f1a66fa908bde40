package dev.culvert.gateway.config;

import dev.culvert.gateway.DraftCheck;
import dev.culvert.policy.text.Finding;
import java.util.List;

/**
 * A configuration file that has been read: its endpoints, and what there is to say of it. Immutable.
 *
 * @param endpoints in the order of the text; what is wrong with them is among the findings
 * @param findings in the order of the text
 */
public record ConfigFile(List<ConfiguredEndpoint> endpoints, List<Finding> findings) {

    /** The code of what is wrong with the file itself. */
    static final String CODE = "CULVERT_CONFIG";

    /** Copies the lists. */
    public ConfigFile {
        endpoints = List.copyOf(endpoints);
        findings = List.copyOf(findings);
    }

    /** Reads a file's text. Whatever the text is, it ends in endpoints and findings. */
    public static ConfigFile read(String text, DraftCheck check) {
        return new ConfigReader(text, check).read();
    }

    /** Whether it can be used. */
    public boolean isUsable() {
        return findings.stream().noneMatch(Finding::isError);
    }
}
