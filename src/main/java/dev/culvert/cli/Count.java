package dev.culvert.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number that is not negative. */
final class Count implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // answered below, as a negative number
        }
        throw new TypeConversionException("'" + text + "' is not a count; write a whole number such as 100.");
    }
}
