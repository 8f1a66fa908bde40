package dev.culvert.cli.diagnosis;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of text that was not written to be shown: logs, and what libraries put into them. */
public final class Redaction {

    private static final String REDACTED = "[redacted]";
    private static final int SHORTEST = 6;

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)", Pattern.DOTALL);
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)(authorization[\"']?\\s*[:=]\\s*[\"']?(?:\\w+\\s+)?|\\bbearer\\s+)[^\\s\"',;]+");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\\w.-]*(?:password|passwd|secret|token|api[_-]?key|private[_-]?key)[\\w-]*[\"']?\\s*[:=]\\s*)"
                    + "(\"[^\"]*\"|'[^']*'|[^\\s,;&}]+)");
    private static final Pattern USER_INFO = Pattern.compile("(\\w+://)[^/\\s@]+@");
    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?\"']+\\?)[^\\s\"')]+");

    private final List<String> secrets;

    /**
     * Knows what secrets look like, and some by heart.
     *
     * @param secrets what must not appear anywhere, such as the API's key; very short ones are left out
     */
    public Redaction(List<String> secrets) {
        this.secrets = secrets.stream().filter(s -> s.length() >= SHORTEST).toList();
    }

    /** The text with something else in place of each secret. */
    public String apply(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, REDACTED);
        }
        clean = PEM.matcher(clean).replaceAll(REDACTED);
        clean = AUTHORIZATION.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(REDACTED));
        clean = NAMED.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(REDACTED));
        clean = USER_INFO.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(REDACTED) + "@");
        return QUERY.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(REDACTED));
    }
}
