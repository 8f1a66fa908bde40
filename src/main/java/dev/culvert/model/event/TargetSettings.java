package dev.culvert.model.event;

import dev.culvert.model.FieldProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a target and gathers what is wrong with them. One thread; used once. */
public final class TargetSettings {

    private static final String WRONG = "ERR_NGROK_215";
    private static final int LONGEST = 4096;

    private final String prefix;
    private final Map<String, String> values;
    private final Set<String> unread;
    private final List<FieldProblem> problems = new ArrayList<>();

    /**
     * The settings of a target.
     *
     * @param prefix what the names of fields begin with, {@code target.file}
     * @param values the values as texts
     */
    public TargetSettings(String prefix, Map<String, String> values) {
        this.prefix = prefix;
        this.values = Map.copyOf(values);
        this.unread = new TreeSet<>(values.keySet());
    }

    /** What is wrong. */
    public List<FieldProblem> problems() {
        return List.copyOf(problems);
    }

    /** Says what is wrong with a setting. */
    void refuse(String name, String message) {
        problems.add(new FieldProblem(prefix + "." + name, WRONG, message));
    }

    /** A text; null if it is missing or empty. */
    @Nullable String text(String name) {
        unread.remove(name);
        String text = values.get(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST) {
            refuse(name, "This has " + text.length() + " characters; write at most " + LONGEST + ".");
        } else if (text.chars().anyMatch(c -> c < ' ' || c == 127)) {
            refuse(name, "There is a control character in it, such as a line break; leave it out.");
        }
        return text.strip();
    }

    /** A text, or another if it is missing. */
    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** A text that must be there. */
    String required(String name, String advice) {
        String text = text(name);
        if (text == null) {
            refuse(name, advice);
            return "";
        }
        return text;
    }

    /** A whole number. */
    long number(String name, long otherwise, long least, long most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range
        }
        refuse(name, "'" + text + "' does not do; write a whole number from " + least + " to " + most + ".");
        return otherwise;
    }

    /** One of some words. */
    String choice(String name, String otherwise, List<String> words) {
        String text = text(name, otherwise);
        if (words.contains(text)) {
            return text;
        }
        refuse(name, "'" + text + "' does not do; write one of " + String.join(", ", words) + ".");
        return otherwise;
    }

    /** A map. */
    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String full : new TreeSet<>(values.keySet())) {
            if (full.startsWith(name + ".")) {
                map.put(full.substring(name.length() + 1), text(full, ""));
            }
        }
        return map;
    }

    /** Refuses what nobody asked for. */
    void refuseUnread() {
        for (String name : unread) {
            problems.add(new FieldProblem(
                    prefix + "." + name,
                    "ERR_NGROK_214",
                    "There is no such field here; correct its name or leave it out."));
        }
    }
}
