package dev.culvert.ui.controls;

/**
 * Something that may be meant by what is being typed.
 *
 * @param value what is put into the field
 * @param detail what it is, for the eye
 */
public record Suggestion(String value, String detail) {

    boolean matches(String typed) {
        String wanted = typed.strip().toLowerCase(java.util.Locale.ROOT);
        return value.toLowerCase(java.util.Locale.ROOT).contains(wanted)
                || detail.toLowerCase(java.util.Locale.ROOT).contains(wanted);
    }
}
