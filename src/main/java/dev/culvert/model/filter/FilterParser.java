package dev.culvert.model.filter;

import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.Condition.Word;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a filter apart into terms and makes clauses of them. For one text. */
final class FilterParser {

    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z_-]*)(>=|<=|:|=|>|<)");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9._-]+:\\d*");
    private static final Pattern URL = Pattern.compile("[A-Za-z]+://.*");

    private final TermScanner scanner;
    private final TermValue values;
    private final List<Clause> clauses = new ArrayList<>();
    private final List<FilterFinding> findings = new ArrayList<>();
    private final Map<FilterField, List<Condition>> choices = new EnumMap<>(FilterField.class);

    FilterParser(String text, Clock clock) {
        this.scanner = new TermScanner(text, findings);
        this.values = new TermValue(clock);
    }

    ConnectionFilter read() {
        while (scanner.toNextTerm()) {
            int start = scanner.at();
            boolean isExcluding = scanner.takeMinus();
            Matcher field = FIELD.matcher(scanner.rest());
            if (field.lookingAt() && !isText(scanner.word())) {
                Optional<FilterField> known = FilterField.of(field.group(1));
                if (known.isPresent()) {
                    scanner.skip(field.end());
                    term(known.get(), field.group(2), isExcluding, start);
                } else {
                    scanner.skipWord();
                    unknown(field.group(1), start);
                }
            } else {
                word(isExcluding);
            }
        }
        choices.values().forEach(any -> clauses.add(new Clause(any, false)));
        return new ConnectionFilter(clauses, findings);
    }

    /** What has a colon and is no field: an address, {@code host:5432}, or a URL. */
    private static boolean isText(String word) {
        boolean isKnown = FilterField.of(word.substring(0, Math.max(0, word.indexOf(':'))))
                .isPresent();
        return !isKnown
                && (AddressRange.parse(word).isPresent()
                        || HOST_AND_PORT.matcher(word).matches()
                        || URL.matcher(word).matches()
                        || !AddressBeginning.ranges(word).isEmpty());
    }

    private void word(boolean isExcluding) {
        String text = scanner.takeValue(false).strip();
        if (!text.isEmpty()) {
            clauses.add(new Clause(List.of(Word.of(text)), isExcluding));
        }
    }

    private void term(FilterField field, String operator, boolean isExcluding, int start) {
        List<Condition> conditions = new ArrayList<>();
        boolean isSound = true;
        do {
            int from = scanner.at();
            String value = scanner.takeValue(true);
            try {
                conditions.addAll(values.conditions(field, operator, value.strip()));
            } catch (InvalidValue e) {
                isSound = false;
                int end = Math.max(scanner.at(), from);
                findings.add(
                        new FilterFinding(value.isBlank() ? start : from, Math.max(end, start + 1), e.getMessage()));
            }
        } while (scanner.takeComma());
        if (!isSound) {
            return;
        }
        boolean isOneOfMany = field.isChoice() && (operator.equals(":") || operator.equals("="));
        if (isExcluding || !isOneOfMany) {
            clauses.add(new Clause(conditions, isExcluding));
        } else {
            choices.computeIfAbsent(field, f -> new ArrayList<>()).addAll(conditions);
        }
    }

    private void unknown(String name, int start) {
        String meant = NearWord.of(name, FilterField.words())
                .map(near -> "Did you mean '" + near + "'? ")
                .orElse("There are " + String.join(", ", FilterField.words()) + ". ");
        findings.add(new FilterFinding(
                start,
                scanner.at(),
                "There is no field '" + name + "'. " + meant
                        + "To look for the text itself, put it in quotation marks."));
    }
}
