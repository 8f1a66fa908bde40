package dev.culvert.model.event;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Culvert's own log, one line for each event; what ngrok's command line calls {@code debug}. */
public record DebugTarget() implements EventTarget {

    static DebugTarget read(TargetSettings settings) {
        var unused = settings.choice("log", "true", List.of("true"));
        if (settings.text("callback_url") != null) {
            settings.refuse("callback_url", "The debug target only writes to Culvert's log; use a webhook target.");
        }
        return new DebugTarget();
    }

    @Override
    public TargetKind kind() {
        return TargetKind.DEBUG;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("log", true);
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }
}
