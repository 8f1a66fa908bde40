package dev.culvert.gateway;

import dev.culvert.model.DurationText;
import dev.culvert.model.EndpointDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.FieldProblem;
import dev.culvert.model.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads single fields of a draft and collects what is wrong with them. */
class DraftReader {

    private final EndpointDraft draft;
    private final List<FieldProblem> problems;

    DraftReader(EndpointDraft draft, List<FieldProblem> problems) {
        this.draft = draft;
        this.problems = problems;
    }

    /** What was found so far; the list itself. */
    final List<FieldProblem> found() {
        return problems;
    }

    @Nullable Duration duration(EndpointField field, Duration byDefault) {
        return parsed(field, DurationText.format(byDefault), DurationText::parse);
    }

    static Boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValue("'" + text + "' is neither true nor false.");
        };
    }

    static Integer count(String text) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // answered below, as a negative count
        }
        throw new InvalidValue(
                "ERR_NGROK_2215", "'" + text + "' is not a count; write a whole number, or 0 for no limit.");
    }

    <T> @Nullable T parsed(EndpointField field, String byDefault, Function<String, T> parser) {
        try {
            return parser.apply(text(field, byDefault));
        } catch (InvalidValue e) {
            problem(field, e.code(), e.getMessage());
            return null;
        }
    }

    String text(EndpointField field, String byDefault) {
        String text = draft.text(field);
        return text == null ? byDefault : text;
    }

    void problem(EndpointField field, String code, String message) {
        problems.add(new FieldProblem(field.wireName(), code, message));
    }
}
