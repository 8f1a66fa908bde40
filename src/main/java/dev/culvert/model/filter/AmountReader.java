package dev.culvert.model.filter;

import dev.culvert.model.DurationText;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.filter.Condition.Amount;
import java.util.function.ToLongFunction;

/**
 * Reads what comes after {@code bytes>} and the like: a number with an operator, or a range {@code 1kB..1MB}.
 *
 * @param field the field
 * @param quantity what is counted
 * @param unit reads one number
 */
record AmountReader(FilterField field, Quantity quantity, ToLongFunction<String> unit) {

    static AmountReader of(FilterField field) {
        return switch (field) {
            case IN -> new AmountReader(field, Quantity.BYTES_IN, SizeText::parse);
            case OUT -> new AmountReader(field, Quantity.BYTES_OUT, SizeText::parse);
            case DURATION -> new AmountReader(field, Quantity.LASTED, AmountReader::micros);
            case CONNECT -> new AmountReader(field, Quantity.CONNECT, AmountReader::micros);
            case PORT -> new AmountReader(field, Quantity.SERVER_PORT, AmountReader::port);
            case CLIENT_PORT -> new AmountReader(field, Quantity.CLIENT_PORT, AmountReader::port);
            default -> new AmountReader(field, Quantity.BYTES, SizeText::parse);
        };
    }

    Amount read(String operator, String value) {
        int dots = value.indexOf("..");
        if (dots >= 0) {
            if (!operator.equals(":") && !operator.equals("=")) {
                throw new InvalidValue("A range takes a colon: write " + field.word() + ":" + value + ".");
            }
            String from = value.substring(0, dots);
            String to = value.substring(dots + 2);
            long least = from.isEmpty() || from.equals("*") ? 0 : unit.applyAsLong(from);
            long most = to.isEmpty() || to.equals("*") ? Long.MAX_VALUE : unit.applyAsLong(to);
            if (least > most) {
                throw new InvalidValue("The range '" + value + "' ends before it begins; write the smaller one first.");
            }
            return new Amount(quantity, least, most);
        }
        long amount = unit.applyAsLong(value);
        return switch (operator) {
            case ">" -> new Amount(quantity, amount + 1, Long.MAX_VALUE);
            case ">=" -> new Amount(quantity, amount, Long.MAX_VALUE);
            case "<" -> new Amount(quantity, 0, amount - 1);
            case "<=" -> new Amount(quantity, 0, amount);
            default -> new Amount(quantity, amount, amount);
        };
    }

    private static long micros(String text) {
        return DurationText.parse(text).toNanos() / 1000;
    }

    private static long port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new InvalidValue("'" + text + "' is not a port; write a number from 1 to 65535.");
    }
}
