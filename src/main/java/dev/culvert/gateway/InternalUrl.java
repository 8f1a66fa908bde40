package dev.culvert.gateway;

import dev.culvert.model.EndpointUrl;
import dev.culvert.model.HostRules;
import dev.culvert.model.InvalidValue;
import java.util.regex.Pattern;

/** What the URL of an internal endpoint must be like (NGROK.md 1.3). */
final class InternalUrl {

    private static final String SUFFIX = ".internal";
    private static final int MOST_LABELS = 5;

    /** A URL as the user may have begun to write it: the host ends in {@code .internal}, whatever the rest. */
    private static final Pattern WRITTEN = Pattern.compile("(?i)\\s*(tcp://)?[^/?#@:]+\\.internal(:.*)?");

    private static final Pattern WILDCARD = Pattern.compile("\\*\\.[^*]+");

    private InternalUrl() {}

    static boolean isInternal(String text) {
        return WRITTEN.matcher(text).matches();
    }

    static boolean isInternal(EndpointUrl url) {
        return url.host().endsWith(SUFFIX);
    }

    /**
     * Answers the URL.
     *
     * @throws InvalidValue if no internal endpoint can have it
     */
    static EndpointUrl check(EndpointUrl url) {
        if (!isInternal(url)) {
            throw new InvalidValue(
                    "ERR_NGROK_9029",
                    "The host of an internal endpoint must end in .internal; write tcp://name.internal:port.");
        } else if (url.host().indexOf('*') >= 0 && !WILDCARD.matcher(url.host()).matches()) {
            throw new InvalidValue(
                    "ERR_NGROK_326",
                    "A '*' stands for the whole first part of a host only; write tcp://*.name.internal:port.");
        } else if (url.host().split("\\.", -1).length > MOST_LABELS) {
            throw new InvalidValue(
                    "ERR_NGROK_9031",
                    "The host '" + url.host() + "' has too many parts; write at most " + MOST_LABELS + ".");
        }
        HostRules.check(url.host());
        return url;
    }
}
