package dev.culvert.ui.history.destinations;

import dev.culvert.model.FieldProblem;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.event.EventTarget;
import dev.culvert.model.event.OtlpTarget;
import dev.culvert.model.event.TargetKind;
import dev.culvert.model.event.TargetSettings;
import dev.culvert.model.event.WebhookTarget;
import dev.culvert.model.filter.SizeText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a target as they are written, and what is wrong with each. Fields are named as the gateway's problems name
 * them: {@code target.file.path}. For the JavaFX thread.
 */
final class TargetForm {

    private static final String PREFIX = "target.";
    private static final String MAX_BYTES = "max_bytes";
    private static final String SECRET = "secret";
    private static final String HEADERS = "headers";

    private final @Nullable EventTarget editing;
    private final ObjectProperty<TargetKind> kind = new SimpleObjectProperty<>(this, "kind", TargetKind.FILE);
    private final Map<String, StringProperty> texts = new LinkedHashMap<>();
    private final Map<String, ReadOnlyStringWrapper> problems = new HashMap<>();
    private String madeSecret = "";

    /** What is missing is wrong too, since the user wanted to go on. */
    private boolean isAsked;

    /**
     * A form.
     *
     * @param editing the target to change; null for a new one
     */
    TargetForm(@Nullable EventTarget editing) {
        this.editing = editing;
        with(TargetKind.FILE, "path", "");
        with(TargetKind.FILE, MAX_BYTES, "10MiB");
        with(TargetKind.FILE, "keep", "5");
        with(TargetKind.WEBHOOK, "url", "");
        with(TargetKind.WEBHOOK, SECRET, "");
        with(TargetKind.WEBHOOK, HEADERS, HeaderLines.masked(headers()));
        with(TargetKind.SYSLOG, "host", "");
        with(TargetKind.SYSLOG, "port", "514");
        with(TargetKind.SYSLOG, "transport", "tcp");
        with(TargetKind.SYSLOG, "facility", "local0");
        with(TargetKind.SYSLOG, "app_name", "culvert");
        with(TargetKind.OTLP, "url", "");
        with(TargetKind.OTLP, HEADERS, HeaderLines.masked(headers()));
        if (editing != null) {
            kind.set(editing.kind());
            editing.settings().forEach(this::fill);
        }
        kind.subscribe(() -> isAsked = false);
        texts.values().forEach(text -> text.subscribe((old, now) -> check()));
    }

    private void with(TargetKind of, String setting, String text) {
        String field = PREFIX + of.wireName() + "." + setting;
        texts.put(field, new SimpleStringProperty(text));
        problems.put(field, new ReadOnlyStringWrapper(""));
    }

    private void fill(String setting, Object value) {
        StringProperty text = texts.get(prefix() + setting);
        if (text != null && !setting.equals(SECRET)) {
            text.set(setting.equals(MAX_BYTES) ? SizeText.format((Long) value) : value.toString());
        }
    }

    private Map<String, String> headers() {
        if (editing instanceof WebhookTarget webhook) {
            return webhook.headers();
        }
        return editing instanceof OtlpTarget otlp ? otlp.headers() : Map.of();
    }

    private String prefix() {
        return PREFIX + kind.get().wireName() + ".";
    }

    private void check() {
        var unused = read();
    }

    /** The target as it is written, if nothing is wrong; what is missing is told too from now on. */
    Optional<EventTarget> ask() {
        isAsked = true;
        return read();
    }

    private Optional<EventTarget> read() {
        problems.values().forEach(p -> p.set(""));
        var found = new LinkedHashMap<String, String>();
        Map<String, String> settings = settings(found);
        var reading = new TargetSettings(PREFIX + kind.get().wireName(), settings);
        EventTarget target = EventTarget.read(kind.get(), reading);
        reading.problems().forEach(p -> found.putIfAbsent(field(p.field()), message(p)));
        found.forEach(this::tell);
        return found.isEmpty() ? Optional.of(target) : Optional.empty();
    }

    private void tell(String field, String message) {
        StringProperty text = texts.get(field);
        ReadOnlyStringWrapper problem = problems.get(field);
        if (problem != null && (isAsked || (text != null && !text.get().isBlank()))) {
            problem.set(message);
        }
    }

    /** What the settings are called that the fields stand for; what cannot be read goes to the problems found. */
    private Map<String, String> settings(Map<String, String> found) {
        Map<String, String> settings = new HashMap<>();
        texts.forEach((field, text) -> {
            if (!field.startsWith(prefix())) {
                return;
            }
            String setting = field.substring(prefix().length());
            String written = text.get().strip();
            try {
                switch (setting) {
                    case MAX_BYTES ->
                        settings.put(setting, written.isEmpty() ? "" : Long.toString(SizeText.parse(written)));
                    case SECRET -> settings.put(setting, written.isEmpty() ? secret() : written);
                    case HEADERS ->
                        HeaderLines.read(written, headers())
                                .forEach((name, value) -> settings.put(HEADERS + "." + name, value));
                    default -> settings.put(setting, written);
                }
            } catch (InvalidValue e) {
                found.put(field, e.getMessage());
            }
        });
        return settings;
    }

    /** The one that stays, or the one that is made where none is written. */
    private String secret() {
        if (editing instanceof WebhookTarget webhook) {
            return webhook.secret();
        }
        if (madeSecret.isEmpty()) {
            madeSecret = WebhookTarget.newSecret();
        }
        return madeSecret;
    }

    /** Whether a target's secret was made here, so that its user has not seen it. */
    boolean isMade(EventTarget target) {
        return target instanceof WebhookTarget webhook && webhook.secret().equals(madeSecret);
    }

    /** Tells what the gateway found wrong; answers whether it was with a field of this form. */
    boolean refuse(FieldProblem problem) {
        ReadOnlyStringWrapper of = problems.get(field(problem.field()));
        if (of != null) {
            of.set(message(problem));
        }
        return of != null;
    }

    private static String field(String name) {
        int headers = name.indexOf("." + HEADERS + ".");
        return headers < 0 ? name : name.substring(0, headers + 1) + HEADERS;
    }

    private static String message(FieldProblem problem) {
        int headers = problem.field().indexOf("." + HEADERS + ".");
        return headers < 0
                ? problem.message()
                : problem.field().substring(headers + HEADERS.length() + 2) + ": " + problem.message();
    }

    /** What kind of target it is. */
    ObjectProperty<TargetKind> kind() {
        return kind;
    }

    /** Whether the kind can still be chosen. */
    boolean isNew() {
        return editing == null;
    }

    /** The names of the fields of all kinds. */
    List<String> fields() {
        return List.copyOf(texts.keySet());
    }

    /** What is written in a field. */
    StringProperty text(String field) {
        StringProperty text = texts.get(field);
        if (text == null) {
            throw new IllegalArgumentException(field);
        }
        return text;
    }

    /** What is wrong with a field; empty if nothing is. */
    ReadOnlyStringProperty problem(String field) {
        ReadOnlyStringWrapper problem = problems.get(field);
        if (problem == null) {
            throw new IllegalArgumentException(field);
        }
        return problem.getReadOnlyProperty();
    }
}
