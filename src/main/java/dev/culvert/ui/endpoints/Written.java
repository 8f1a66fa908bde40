package dev.culvert.ui.endpoints;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Writes what a box offers. Nobody writes into such a box. */
final class Written<T> extends StringConverter<T> {

    private final Function<T, String> words;

    Written(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    @Override
    public @Nullable T fromString(String text) {
        return null;
    }
}
