package dev.culvert.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds a path with parameters. */
final class QueryString {

    private final StringBuilder text;
    private char mark = '?';

    QueryString(String path) {
        this.text = new StringBuilder(path);
    }

    /** Adds a parameter; null adds nothing. */
    QueryString with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(mark).append(name).append('=').append(encoded(value.toString()));
            mark = '&';
        }
        return this;
    }

    /** A text as a part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
