package dev.culvert.ui.controls.connection;

import dev.culvert.model.DecisionRecord;
import dev.culvert.ui.common.Formats;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.controls.connection.Facts.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of a connection, each under its name. */
public final class FactLines {

    private final Messages texts = Messages.of(FactLines.class);
    private final List<Line> lines = new ArrayList<>();

    /** Adds one. */
    public FactLines add(String key, String text) {
        lines.add(new Line(texts.get("fact." + key), text));
        return this;
    }

    /** Adds one that has a dash in its place while there is none. */
    public FactLines addOrDash(String key, String text) {
        return add(key, text.isEmpty() ? "–" : text);
    }

    /** Adds a time, likewise. */
    public FactLines add(String key, @Nullable Duration time) {
        return add(key, time == null ? "–" : Formats.duration(time));
    }

    /** Adds a time, if there is one. */
    public FactLines addIfAny(String key, @Nullable Duration time) {
        return time == null ? this : add(key, Formats.duration(time));
    }

    /** Adds what a policy made of it, as far as there is something. */
    public FactLines add(DecisionRecord decision) {
        return addIfAny("rule", decision.decidedBy())
                .addIfAny("network", decision.network())
                .addIfAny("handed-to", String.join("\n", decision.handedTo()))
                .addIfAny("reports", String.join("\n", decision.reports()))
                .addIfAny("logs", String.join("\n", decision.logs()));
    }

    private FactLines addIfAny(String key, String text) {
        return text.isEmpty() ? this : add(key, text);
    }

    /** All of them, in order. */
    public List<Line> all() {
        return List.copyOf(lines);
    }
}
