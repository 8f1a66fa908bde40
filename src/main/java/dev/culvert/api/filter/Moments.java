package dev.culvert.api.filter;

import dev.culvert.model.DurationText;
import dev.culvert.model.InvalidValue;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The moments of a filter: written ones, now, and so long before or after. */
final class Moments {

    /** Arguments are constants, which need no element to be computed. */
    private static final ObjectNode NONE = JsonNodeFactory.instance.objectNode();

    private final Instant now;

    Moments(Clock clock) {
        this.now = clock.instant();
    }

    Term now() {
        return Term.constant(Kind.MOMENT, now);
    }

    Term daysAgo(List<Term> arguments) {
        if (arguments.size() != 1) {
            throw new FilterProblem("daysAgo takes a whole number of days; write daysAgo(7).");
        }
        Term days = FilterReader.wanted(Kind.NUMBER, arguments.getFirst(), "daysAgo takes days");
        return Term.constant(Kind.MOMENT, moved(() -> now.minus(Duration.ofDays(Long.parseLong(days.text(NONE))))));
    }

    Term timestamp(List<Term> arguments) {
        if (arguments.size() == 1 && arguments.getFirst().kind() == Kind.MOMENT) {
            return arguments.getFirst();
        }
        String text = arguments.size() == 1 ? arguments.getFirst().text(NONE) : "";
        try {
            return Term.constant(
                    Kind.MOMENT,
                    text.matches("\\d{4}-\\d\\d-\\d\\dZ")
                            ? LocalDate.parse(text.substring(0, 10))
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new FilterProblem(
                    "timestamp takes a moment, not '" + text + "'; write timestamp(\"2030-01-31T09:00:00Z\").");
        }
    }

    Term shifted(String function, List<Term> operands) {
        if (operands.size() != 2
                || operands.get(0).kind() != Kind.MOMENT
                || operands.get(1).kind() != Kind.TEXT) {
            throw new FilterProblem(function + " moves a moment; write timestamp(time.now)." + function + "(\"24h\").");
        }
        Duration duration;
        try {
            duration = DurationText.parse(operands.get(1).text(NONE));
        } catch (InvalidValue e) {
            throw new FilterProblem(String.valueOf(e.getMessage()));
        }
        Duration by = function.equals("add") ? duration : duration.negated();
        Term from = operands.get(0);
        return Term.of(Kind.MOMENT, e -> from.in(e) instanceof Instant moment ? moved(() -> moment.plus(by)) : null);
    }

    private static Instant moved(Supplier<Instant> move) {
        try {
            return move.get();
        } catch (DateTimeException | ArithmeticException e) {
            throw new FilterProblem("That moment is too far away; write fewer days.");
        }
    }
}
