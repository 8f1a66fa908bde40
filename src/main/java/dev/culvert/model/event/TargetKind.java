package dev.culvert.model.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of places where events can go. */
public enum TargetKind {
    /** A file of JSON Lines. */
    FILE,
    /** An HTTP server that is sent each event. */
    WEBHOOK,
    /** A syslog daemon. */
    SYSLOG,
    /** A collector of OpenTelemetry. */
    OTLP,
    /** Culvert's own log; ngrok has this one. */
    DEBUG;

    /** The kind with that name, if there is one. */
    public static Optional<TargetKind> find(String name) {
        return Arrays.stream(values()).filter(k -> k.wireName().equals(name)).findFirst();
    }

    /** All names, for sentences. */
    public static String names() {
        return Arrays.stream(values()).map(TargetKind::wireName).collect(Collectors.joining(", "));
    }

    /** The name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
