package dev.culvert.policy.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of an action's configuration, declared once: from it come the checks, the schema, the forms and the help.
 *
 * @param name its key
 * @param type what it holds
 * @param help what it is for, in a line
 * @param required whether it must be there
 * @param computed whether {@code ${…}} may stand in it
 * @param defaultValue what holds if it is not there; null if nothing does
 * @param choices the only values it may have; empty if it may have any
 * @param min the least number, number of items, length of a text, or seconds
 * @param max the greatest, alike
 * @param beyondNgrok whether ngrok does not know it
 */
public record Field(
        String name,
        FieldType type,
        String help,
        boolean required,
        boolean computed,
        @Nullable Object defaultValue,
        List<String> choices,
        double min,
        double max,
        boolean beyondNgrok) {

    /** Copies the choices. */
    public Field {
        choices = List.copyOf(choices);
    }

    /** An optional field. */
    public static Field of(String name, FieldType type, String help) {
        return new Field(
                name,
                type,
                help,
                false,
                false,
                null,
                List.of(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                false);
    }

    /** It must be there. */
    public Field mandatory() {
        return new Field(name, type, help, true, computed, defaultValue, choices, min, max, beyondNgrok);
    }

    /** {@code ${…}} may stand in it. */
    public Field withExpressions() {
        return new Field(name, type, help, required, true, defaultValue, choices, min, max, beyondNgrok);
    }

    /** What holds if it is not there. */
    public Field otherwise(Object value) {
        return new Field(name, type, help, required, computed, value, choices, min, max, beyondNgrok);
    }

    /** The only values it may have. */
    public Field oneOf(String... values) {
        return new Field(name, type, help, required, computed, defaultValue, List.of(values), min, max, beyondNgrok);
    }

    /** Its bounds, both included. */
    public Field between(double least, double greatest) {
        return new Field(name, type, help, required, computed, defaultValue, choices, least, greatest, beyondNgrok);
    }

    /** ngrok does not know it. */
    public Field own() {
        return new Field(name, type, help, required, computed, defaultValue, choices, min, max, true);
    }
}
