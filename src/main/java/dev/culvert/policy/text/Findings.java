package dev.culvert.policy.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings while a text is gone through. For one thread. */
public final class Findings {

    /** More than anybody reads; a text of nothing but errors must not fill the memory. */
    private static final int MOST = 500;

    private final List<Finding> all = new ArrayList<>();
    private boolean errors;

    /** Adds an error with one of ngrok's codes, given by its number. */
    public void error(int code, TextRange range, String message) {
        add(Severity.ERROR, "ERR_NGROK_" + code, range, message, null);
    }

    /** Adds a warning with a code of ngrok's or Culvert's. */
    public void warning(String code, TextRange range, String message) {
        add(Severity.WARNING, code, range, message, null);
    }

    /** Adds an information with a code of ngrok's or Culvert's. */
    public void info(String code, TextRange range, String message) {
        add(Severity.INFO, code, range, message, null);
    }

    /** Adds a finding. */
    public void add(Severity severity, String code, TextRange range, String message, @Nullable QuickFix fix) {
        errors |= severity == Severity.ERROR;
        if (all.size() < MOST) {
            all.add(new Finding(severity, code, message, range, fix));
        }
    }

    /** Whether an error is among them. */
    public boolean hasErrors() {
        return errors;
    }

    /** All of them, in the order of the text, without repetitions. */
    public List<Finding> sorted() {
        return all.stream()
                .distinct()
                .sorted(Comparator.comparingInt((Finding f) -> f.range().start())
                        .thenComparing(Finding::severity))
                .toList();
    }
}
