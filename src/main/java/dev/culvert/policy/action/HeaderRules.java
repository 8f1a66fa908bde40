package dev.culvert.policy.action;

import dev.culvert.policy.document.ScalarNode;
import dev.culvert.policy.text.TextRange;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a policy may call a header, and give it as its value (RFC 9110 5.1, 5.5). */
final class HeaderRules {

    static final int LONGEST_NAME = 256;
    static final int LONGEST_VALUE = 4096;

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** They say where a message ends and whether the connection goes on, which only who sends it knows. */
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-length",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HeaderRules() {}

    /** Looks at a name; what is wrong with it is a finding. */
    static boolean allowsName(ScalarNode name, Config config) {
        String text = name.text();
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST_NAME) {
            config.findings()
                    .error(2208, name.range(), "A header's name may have at most " + LONGEST_NAME + " characters.");
        } else if (!TOKEN.matcher(text).matches()) {
            config.findings()
                    .error(
                            2210,
                            name.range(),
                            "'" + text + "' is no header name; use letters, digits and hyphens, such as x-client-ip.");
        } else if (FRAMING.contains(lower)) {
            config.findings()
                    .error(
                            2210,
                            name.range(),
                            "'" + text
                                    + "' says how messages follow each other and is set by Culvert; remove it here.");
        } else if (lower.equals("user-agent")) {
            config.findings()
                    .error(
                            2210,
                            name.range(),
                            "'user-agent' may be neither added nor removed, as with ngrok; leave it out.");
        } else {
            return true;
        }
        return false;
    }

    /** Looks at a value that is written and not computed. */
    static void look(String value, TextRange range, Config config) {
        if (value.length() > LONGEST_VALUE) {
            config.findings().error(2209, range, "A header's value may have at most " + LONGEST_VALUE + " characters.");
        } else if (!isValue(value)) {
            config.findings()
                    .error(
                            2211,
                            range,
                            "A header's value is one line; take the line breaks and control characters out.");
        }
    }

    /** Whether a text may be sent as a value: another line would be another header. */
    static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
