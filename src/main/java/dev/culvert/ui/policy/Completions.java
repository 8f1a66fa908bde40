package dev.culvert.ui.policy;

import dev.culvert.policy.action.ActionType;
import dev.culvert.policy.action.Actions;
import dev.culvert.policy.action.Field;
import dev.culvert.policy.document.Phase;
import dev.culvert.policy.expression.HttpFunctions;
import dev.culvert.policy.expression.Variables;
import dev.culvert.ui.common.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may be written at a place of a policy, from the declarations of actions and variables. */
final class Completions {

    private static final String NEXT_ITEM = "\n  - ";
    private static final String INSIDE = "\n  ";

    private final List<String> functions;
    private final Messages texts = Messages.of(Completions.class);

    /**
     * Completions of a language.
     *
     * @param functions the names of the functions that expressions may call
     */
    Completions(List<String> functions) {
        this.functions = List.copyOf(functions);
    }

    /** Where the word begins that ends at an offset. */
    static int wordStart(String text, int offset) {
        int start = offset;
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Where the word ends that an offset lies in. */
    static int wordEnd(String text, int offset) {
        int end = offset;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
    }

    /** What fits at an offset, the best first. */
    List<Completion> at(String text, int offset) {
        int start = wordStart(text, offset);
        String typed = text.substring(start, offset).toLowerCase(Locale.ROOT);
        return all(Surrounding.of(text, start)).stream()
                .filter(c -> c.label().toLowerCase(Locale.ROOT).contains(typed))
                .sorted(Comparator.comparingInt(
                        c -> c.label().toLowerCase(Locale.ROOT).startsWith(typed) ? 0 : 1))
                .toList();
    }

    /** What the word at an offset means; empty if nothing is known of it. */
    Optional<Completion> meaning(String text, int offset) {
        int start = wordStart(text, offset);
        String word = text.substring(start, wordEnd(text, offset));
        return word.isEmpty()
                ? Optional.empty()
                : all(Surrounding.of(text, start)).stream()
                        .filter(c -> c.label().equals(word))
                        .findFirst();
    }

    private List<Completion> all(Surrounding place) {
        return switch (place.kind()) {
            case EXPRESSION -> expressions(phase(place));
            case KEY -> keys(place);
            case VALUE -> values(place);
        };
    }

    private static Phase phase(Surrounding place) {
        return place.path().stream().findFirst().flatMap(Phase::of).orElse(Phase.ON_TCP_CONNECT);
    }

    private List<Completion> expressions(Phase phase) {
        List<Completion> all = new ArrayList<>();
        Variables.all().stream()
                .filter(v -> Variables.isKnownIn(phase, v.name()))
                .forEach(v -> all.add(new Completion(v.name(), v.typeName(), v.help(), v.name())));
        functions.stream()
                .filter(f -> HttpFunctions.variableOf(f)
                        .map(v -> Variables.isKnownIn(phase, v))
                        .orElse(true))
                .forEach(f -> all.add(new Completion(
                        f, texts.get("completion.function"), texts.get("completion.function.help", f), f + "(")));
        return all;
    }

    private List<Completion> keys(Surrounding place) {
        List<String> path = place.path();
        if (path.isEmpty()) {
            return List.of(
                    key(Phase.ON_TCP_CONNECT.key(), texts.get("key.on_tcp_connect"), NEXT_ITEM),
                    key(Phase.ON_HTTP_REQUEST.key(), texts.get("key.on_http_request"), NEXT_ITEM),
                    key(Phase.ON_HTTP_RESPONSE.key(), texts.get("key.on_http_response"), NEXT_ITEM));
        }
        if (place.endsWith("actions", Surrounding.ITEM)) {
            return List.of(
                    key("type", texts.get("key.type"), " "),
                    key("config", texts.get("key.config"), INSIDE),
                    key("report_only", texts.get("key.report_only"), " "));
        }
        if (path.getLast().equals("config")) {
            return Actions.type(place.action()).stream()
                    .flatMap(type -> type.fields().stream())
                    .map(this::field)
                    .toList();
        }
        boolean isRule = path.size() == 2 && path.getLast().equals(Surrounding.ITEM);
        return isRule
                ? List.of(
                        key("name", texts.get("key.name"), " "),
                        key("expressions", texts.get("key.expressions"), NEXT_ITEM),
                        key("actions", texts.get("key.actions"), "\n  - type: "))
                : List.of();
    }

    private Completion key(String name, String help, String rest) {
        return new Completion(name, texts.get("completion.key"), help, name + ":" + rest);
    }

    private Completion field(Field field) {
        String rest = switch (field.type()) {
            case TEXTS -> NEXT_ITEM;
            case MAP, HEADERS -> INSIDE;
            default -> " ";
        };
        return new Completion(field.name(), typeOf(field), helpOf(field), field.name() + ":" + rest);
    }

    private String typeOf(Field field) {
        return field.required()
                ? texts.get("completion.required", field.type().words())
                : field.type().words();
    }

    private String helpOf(Field field) {
        Object otherwise = field.defaultValue();
        return otherwise == null ? field.help() : texts.get("completion.default", field.help(), otherwise.toString());
    }

    private List<Completion> values(Surrounding place) {
        if (place.endsWith("actions", Surrounding.ITEM, "type")) {
            return actions(place);
        }
        if (place.endsWith(Surrounding.ITEM, "report_only")) {
            return words(List.of("true", "false"), texts.get("key.report_only"));
        }
        List<String> path = place.path();
        int config = path.lastIndexOf("config");
        if (config < 0 || config + 1 >= path.size()) {
            return List.of();
        }
        return Actions.type(place.action())
                .flatMap(type -> type.field(path.get(config + 1)))
                .map(this::choices)
                .orElse(List.of());
    }

    private List<Completion> choices(Field field) {
        if (!field.choices().isEmpty()) {
            return words(field.choices(), helpOf(field));
        }
        return switch (field.type()) {
            case BOOLEAN -> words(List.of("true", "false"), helpOf(field));
            default -> List.of();
        };
    }

    private List<Completion> words(List<String> words, String help) {
        return words.stream()
                .map(w -> new Completion(w, texts.get("completion.value"), help, w))
                .toList();
    }

    private List<Completion> actions(Surrounding place) {
        String phase = place.path().getFirst();
        return Actions.types().stream()
                .filter(type -> Phase.of(phase).map(type::runsIn).orElse(true))
                .filter(type -> Actions.runnable(type.name()).isPresent())
                .map(this::action)
                .toList();
    }

    private Completion action(ActionType type) {
        String fields = type.fields().stream().anyMatch(Field::required) ? "\nconfig:\n  " : "";
        return new Completion(type.name(), texts.get("completion.action"), type.help(), type.name() + fields);
    }
}
