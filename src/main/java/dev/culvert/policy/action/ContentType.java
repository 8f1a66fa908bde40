package dev.culvert.policy.action;

import dev.culvert.policy.expression.JsonReader;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a text is, for the {@code content-type} of an answer that does not say it. */
final class ContentType {

    private static final int LOOKED_AT = 512;

    private static final Pattern HTML = Pattern.compile("<(html|head|body|h1|p|div|title)[\\s>]");

    private ContentType() {}

    static String of(String text) {
        String start = text.stripLeading();
        String words = start.substring(0, Math.min(LOOKED_AT, start.length())).toLowerCase(Locale.ROOT);
        if (words.startsWith("<?xml")) {
            return "text/xml; charset=utf-8";
        } else if (words.startsWith("<!doctype html") || HTML.matcher(words).lookingAt()) {
            return "text/html; charset=utf-8";
        } else if ((words.startsWith("{") || words.startsWith("[")) && isJson(text)) {
            return "application/json";
        }
        return "text/plain; charset=utf-8";
    }

    private static boolean isJson(String text) {
        try {
            JsonReader.read(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
