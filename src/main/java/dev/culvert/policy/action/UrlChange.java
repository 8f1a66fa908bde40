package dev.culvert.policy.action;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.culvert.policy.expression.ExpressionFailure;
import dev.culvert.policy.expression.Template;
import dev.culvert.policy.run.HttpRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code redirect} and {@code url-rewrite} make of a URL: every match of a regular expression in it becomes something
 * else, or all of it if there is none. Patterns are RE2's, so no request can make one slow.
 */
final class UrlChange {

    private static final int BAD_PATTERN = 2261;
    private static final int LONGEST = 8192;

    private final @Nullable Template from;
    private final Template to;
    /** The pattern that was used last; one that is not computed is always this. */
    private volatile @Nullable Pattern latest;

    private UrlChange(@Nullable Template from, Template to, @Nullable Pattern written) {
        this.from = from;
        this.to = to;
        this.latest = written;
    }

    /**
     * A URL that was changed.
     *
     * @param text the new URL, complete
     * @param matches what the pattern matched; the whole URL if there is no pattern
     */
    record Changed(String text, List<String> matches) {}

    static Optional<UrlChange> compile(Config config) {
        Template from = config.template("from").orElse(null);
        Template to = config.template("to").orElse(null);
        if (to == null || (from == null && config.get("from") != null)) {
            return Optional.empty();
        }
        if (from == null || !from.isConstant()) {
            return Optional.of(new UrlChange(from, to, null));
        }
        try {
            return Optional.of(new UrlChange(from, to, Pattern.compile(from.constant())));
        } catch (PatternSyntaxException e) {
            config.findings().error(BAD_PATTERN, config.rangeOf("from"), wrong(e));
            return Optional.empty();
        }
    }

    private static String wrong(PatternSyntaxException e) {
        return "This is no regular expression: " + e.getDescription() + ": " + e.getPattern()
                + "; write one that RE2 understands, and a backslash before signs that mean themselves.";
    }

    /** What becomes of the request's URL; the same text if nothing does. */
    Changed of(HttpRun run) throws ExpressionFailure {
        String url = run.request().url();
        String replacement = to.text(run);
        if (from == null) {
            return new Changed(Urls.complete(replacement, run.request()), List.of(url));
        }
        List<String> matches = new ArrayList<>(1);
        String changed = replaced(url, pattern(from, run), replacement, matches);
        return new Changed(matches.isEmpty() ? url : Urls.complete(changed, run.request()), matches);
    }

    private String replaced(String url, Pattern pattern, String replacement, List<String> matches)
            throws ExpressionFailure {
        Matcher matcher = pattern.matcher(url);
        var text = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            matches.add(matcher.group());
            text.append(url, end, matcher.start());
            expand(replacement, matcher, text);
            end = matcher.end();
            if (text.length() > LONGEST) {
                throw new ExpressionFailure(
                        "ERR_NGROK_2221", to.range(), "The URL would have more than " + LONGEST + " characters.");
            }
        }
        return text.append(url, end, url.length()).toString();
    }

    /** {@code $1} is a group, {@code $$} a dollar sign; a group that is not there is nothing. */
    private static void expand(String replacement, Matcher matcher, StringBuilder text) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
            if (c == '$' && next >= '0' && next <= '9') {
                int group = next - '0';
                String value = group <= matcher.groupCount() ? matcher.group(group) : null;
                text.append(value == null ? "" : value);
                i++;
            } else {
                text.append(c);
                i += c == '$' && next == '$' ? 1 : 0;
            }
        }
    }

    private Pattern pattern(Template template, HttpRun run) throws ExpressionFailure {
        Pattern known = latest;
        if (known != null && template.isConstant()) {
            return known;
        }
        String text = template.text(run);
        if (known != null && known.pattern().equals(text)) {
            return known;
        }
        try {
            Pattern pattern = Pattern.compile(text);
            latest = pattern;
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new ExpressionFailure("ERR_NGROK_" + BAD_PATTERN, template.range(), wrong(e));
        }
    }
}
