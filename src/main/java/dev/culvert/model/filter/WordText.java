package dev.culvert.model.filter;

import dev.culvert.model.filter.Condition.Word;
import java.util.List;
import java.util.Locale;

/** Finds out what a word of a search box means beside itself: an address, its beginning, an address and port, or a port. */
final class WordText {

    private static final int MOST_PORT = 65_535;

    private WordText() {}

    static Word read(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        if (text.matches("\\d{1,5}")) {
            return new Word(text, List.of(), port(text));
        }
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            String inside = text.substring(1, end < 0 ? text.length() : end);
            String rest = end < 0 ? "" : text.substring(end + 1);
            boolean hasPort = rest.matches(":\\d{1,5}");
            List<AddressRange> ranges = inside.indexOf(':') < 0 || (!rest.isEmpty() && !hasPort && !rest.equals(":"))
                    ? List.of()
                    : AddressBeginning.ranges(inside);
            return new Word(text, ranges, ranges.isEmpty() || !hasPort ? 0 : port(rest.substring(1)));
        }
        var network = AddressRange.parse(text);
        if (network.isPresent() && text.indexOf('/') >= 0) {
            return new Word(text, List.of(network.get()), 0);
        }
        int colon = text.lastIndexOf(':');
        if (colon > 0 && text.indexOf(':') == colon && text.substring(colon + 1).matches("\\d{0,5}")) {
            var address = AddressRange.parse(text.substring(0, colon));
            if (address.isPresent()) {
                String port = text.substring(colon + 1);
                return new Word(text, List.of(address.get()), port.isEmpty() ? 0 : port(port));
            }
        }
        return new Word(text, AddressBeginning.ranges(text), 0);
    }

    /** Above the highest port is a number that no client has. */
    private static int port(String digits) {
        return Math.min(Integer.parseInt(digits), MOST_PORT + 1);
    }
}
