package dev.culvert.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports that random addresses of an ingress are picked from.
 *
 * @param first the lowest port, from 1
 * @param last the highest port, to 65535; not below the first
 */
public record PortRange(int first, int last) {

    /** Where an ingress has no range of its own. */
    public static final PortRange DEFAULT = new PortRange(20_000, 29_999);

    private static final Pattern WRITTEN = Pattern.compile("\\s*(\\d{1,9})\\s*(?:-\\s*(\\d{1,9})\\s*)?");

    /**
     * Reads {@code 20000-29999}, or one port.
     *
     * @throws InvalidValue if the text is no range of ports
     */
    public static PortRange parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new InvalidValue("'" + text + "' is not a range of ports; write one such as " + DEFAULT + ".");
        }
        int first = Port.parse(written.group(1), "ERR_NGROK_215");
        int last = written.group(2) == null ? first : Port.parse(written.group(2), "ERR_NGROK_215");
        if (first > last) {
            throw new InvalidValue("'" + text + "' ends before it begins; write " + last + "-" + first + ".");
        }
        return new PortRange(first, last);
    }

    /** How many ports there are in it. */
    public int size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
