package dev.culvert.model.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A name in which {@code *} stands for anything, in any case. Immutable; equal if written alike. */
public final class NamePattern {

    private final String wanted;
    private final @Nullable Pattern glob;

    /** A pattern as it is written. */
    public NamePattern(String text) {
        this.wanted = text.toLowerCase(Locale.ROOT);
        this.glob = wanted.indexOf('*') < 0
                ? null
                : Pattern.compile(
                        Arrays.stream(wanted.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        Pattern.DOTALL);
    }

    /** Whether the whole name is so. */
    public boolean matches(String name) {
        String given = name.toLowerCase(Locale.ROOT);
        return glob == null ? wanted.equals(given) : glob.matcher(given).matches();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamePattern that && wanted.equals(that.wanted);
    }

    @Override
    public int hashCode() {
        return wanted.hashCode();
    }

    @Override
    public String toString() {
        return wanted;
    }
}
