package dev.culvert.model;

/** Reads port numbers. */
final class Port {

    private static final int MAX = 65_535;

    private Port() {}

    static int parse(String text, String code) {
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidValue(code, "'" + text + "' is not a port; write a number from 1 to " + MAX + ".");
        }
        if (port < 1 || port > MAX || text.charAt(0) == '+') {
            throw new InvalidValue(code, "Port " + text + " is out of range; write a number from 1 to " + MAX + ".");
        }
        return port;
    }
}
