package dev.culvert.model;

import java.util.regex.Pattern;

/** What a host name in a URL must be like, a code of ngrok's for each rule (NGROK.md 1.3). */
public final class HostRules {

    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    private static final Pattern CHARACTERS = Pattern.compile("[a-z0-9.*-]*");
    private static final Pattern WILDCARD = Pattern.compile("(\\*\\.)?[^*]+");

    private HostRules() {}

    /**
     * Answers the host.
     *
     * @param host a name in lower case; {@code *} may stand for its first label
     * @throws InvalidValue with the code of the rule that it breaks
     */
    public static String check(String host) {
        if (host.length() > MAX_NAME) {
            throw wrong("397", host.substring(0, 20) + "…", "has " + host.length() + " characters", "at most 253");
        } else if (host.indexOf('_') >= 0) {
            throw wrong("355", host, "has an underscore", "a hyphen instead");
        } else if (!CHARACTERS.matcher(host).matches()) {
            throw wrong("326", host, "has characters that no host has", "letters, digits, dots and hyphens only");
        } else if (host.contains("..")) {
            throw wrong("327", host, "has two dots in a row", "one dot between two parts");
        } else if (!WILDCARD.matcher(host).matches()) {
            throw wrong("326", host, "has a * where none may be", "* for the whole first part only, *.example.com");
        }
        String name = host.startsWith("*.") ? host.substring(2) : host;
        if (!isLetterOrDigit(name.charAt(0))) {
            throw wrong("328", host, "begins with '" + name.charAt(0) + "'", "a letter or a digit first");
        } else if (!isLetterOrDigit(name.charAt(name.length() - 1))) {
            throw wrong("329", host, "ends in '" + name.charAt(name.length() - 1) + "'", "a letter or a digit last");
        }
        for (String label : name.split("\\.", -1)) {
            checkLabel(host, label);
        }
        return host;
    }

    private static void checkLabel(String host, String label) {
        if (label.length() > MAX_LABEL) {
            throw wrong("396", host, "has a part of " + label.length() + " characters", "at most 63 between two dots");
        } else if (!isLetterOrDigit(label.charAt(0))) {
            throw wrong("328", host, "has a part that begins with a hyphen", "a letter or a digit there");
        } else if (!isLetterOrDigit(label.charAt(label.length() - 1))) {
            throw wrong("329", host, "has a part that ends in a hyphen", "a letter or a digit there");
        } else if (label.startsWith("--", 2) && !label.startsWith("xn--")) {
            throw wrong("330", host, "has '--' at the third place of a part", "'xn--' there only, for other scripts");
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static InvalidValue wrong(String code, String host, String what, String instead) {
        return new InvalidValue("ERR_NGROK_" + code, "The host '" + host + "' " + what + "; write " + instead + ".");
    }
}
