package dev.culvert.model.event;

import java.util.Map;
import java.util.Set;

/**
 * What kind of place a destination is, and where it is. Each kind declares its settings once, as names and values
 * (String, Long or Boolean); the API, the database and the command line use these. A setting that is a map has a name with
 * a dot, {@code headers.X-Team}.
 */
public sealed interface EventTarget permits FileTarget, WebhookTarget, SyslogTarget, OtlpTarget, DebugTarget {

    /** The kind, as the API names it. */
    TargetKind kind();

    /** The settings, in the order of their importance. */
    Map<String, Object> settings();

    /** The names of the settings, or of the maps, that nobody but the destination may see. */
    Set<String> secrets();

    /**
     * The target that settings describe. What is wrong with them is added to the problems of the settings; the target is of
     * use only if there are none.
     */
    static EventTarget read(TargetKind kind, TargetSettings settings) {
        EventTarget target = switch (kind) {
            case FILE -> FileTarget.read(settings);
            case WEBHOOK -> WebhookTarget.read(settings);
            case SYSLOG -> SyslogTarget.read(settings);
            case OTLP -> OtlpTarget.read(settings);
            case DEBUG -> DebugTarget.read(settings);
        };
        settings.refuseUnread();
        return target;
    }
}
