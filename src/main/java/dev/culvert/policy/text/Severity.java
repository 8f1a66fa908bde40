package dev.culvert.policy.text;

import java.util.Locale;

/** How much a finding weighs. */
public enum Severity {
    /** The policy cannot run. */
    ERROR,
    /** It runs, and hardly as it was meant. */
    WARNING,
    /** Worth knowing: ngrok itself would refuse it, or Culvert does more or less here than ngrok. */
    INFO;

    /** The name in the API and on the command line, such as {@code error}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
