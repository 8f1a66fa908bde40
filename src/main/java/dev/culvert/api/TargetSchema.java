package dev.culvert.api;

import dev.culvert.api.schema.Schema;
import dev.culvert.model.event.TargetKind;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The shapes of an event destination's {@code target}: in answers all kinds, of which one is not null; in bodies one kind. */
final class TargetSchema {

    /** As answers have it. */
    static final Schema ANSWER = answer();

    /** As requests have it. */
    static final Schema BODY = body();

    private TargetSchema() {}

    private static Schema answer() {
        Schema all = Schema.object();
        for (String foreign : TargetBody.FOREIGN) {
            all = foreign.equals("s3") ? all : all.with(foreign, Schema.nothing());
        }
        for (TargetKind kind : TargetKind.values()) {
            all = all.with(kind.wireName(), settings(kind, false).orNull());
        }
        return all.closed().named("EventTarget");
    }

    private static Schema body() {
        Schema all = Schema.object();
        for (TargetKind kind : TargetKind.values()) {
            all = all.maybe(kind.wireName(), settings(kind, true).orNull());
        }
        for (String foreign : TargetBody.FOREIGN) {
            all = all.maybe(foreign, Schema.nothing());
        }
        return all.closed()
                .described("Exactly one of these is not null; a setting that is left out has its default.")
                .named("EventTargetBody");
    }

    /** What a kind has to be told, and what it tells. Numbers may be written as texts. */
    private static Schema settings(TargetKind kind, boolean body) {
        Schema whole = body ? Schema.whole().or(Schema.text()) : Schema.whole();
        Schema headers = Schema.mapOf(Schema.text());
        UnaryOperator<Schema> named = schema -> schema.closed().named(title(kind) + (body ? "TargetBody" : "Target"));
        return named.apply(
                switch (kind) {
                    case FILE ->
                        given(body, Schema.object().with("path", Schema.text()), "max_bytes", whole, "keep", whole);
                    case WEBHOOK ->
                        given(body, Schema.object().with("url", Schema.text()), "secret", Schema.text())
                                .maybe("headers", headers);
                    case SYSLOG ->
                        given(
                                body,
                                Schema.object().with("host", Schema.text()),
                                "port",
                                whole,
                                "transport",
                                Schema.choice("tcp", "udp"),
                                "facility",
                                Schema.text(),
                                "app_name",
                                Schema.text());
                    case OTLP -> Schema.object().with("url", Schema.text()).maybe("headers", headers);
                    case DEBUG ->
                        given(body, Schema.object(), "log", body ? Schema.flag().or(Schema.text()) : Schema.flag());
                });
    }

    /** With fields that answers always have and bodies may leave out, as pairs of a name and a shape. */
    private static Schema given(boolean body, Schema object, Object... fields) {
        Schema all = object;
        for (int i = 0; i < fields.length; i += 2) {
            String name = (String) fields[i];
            Schema shape = (Schema) fields[i + 1];
            all = body ? all.maybe(name, shape) : all.with(name, shape);
        }
        return all;
    }

    private static String title(TargetKind kind) {
        String name = kind.wireName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
